# Những gì `trangxa` in ra, ngoài các vấn đề và lỗi.

built = Đã dựng { $pages } trang trong { $folder }, trong đó có { $articles } bài viết; { $written } tệp được ghi, { $kept } tệp không đổi, { $removed } tệp bị xóa
built-plain = Đã ghi ứng dụng vào { $folder }, không dựng trang nào; { $written } tệp được ghi, { $kept } tệp không đổi, { $removed } tệp bị xóa
published-with-losses = Website đã dựng xong, nhưng trong thư mục website có nội dung không có trên đó: các dòng lưu ý cho biết nội dung nào và vì sao.
nothing-published = Chưa đăng gì. { $folder } được giữ nguyên.
waiting = Chờ nhiều nhất { $seconds } giây: { $busy }

# Ứng dụng có sẵn trong chương trình

program-unknown = không xác định được chương trình này nằm ở đâu: { $reason }
no-app = chương trình này không có sẵn ứng dụng; thêm --app { $folder } với thư mục của ứng dụng đã dựng, hoặc dùng chương trình của một bản phát hành
app-not-unpacked = không giải nén được ứng dụng của { $program } vào { $folder }: { $reason }. Giải phóng chỗ trống ở đó, hoặc giải nén lại tệp nén của chương trình

# trangxa import, import-tthc, import-procedures, import-documents và import-calendar

nothing-imported = Chưa nhập gì. { $site } được giữ nguyên.
reading = đang đọc { $name }
copying = tệp { $number }: { $url }
host-asks-to-wait = máy chủ yêu cầu gửi ít yêu cầu hơn: chờ { $seconds } giây
imported = { $added } bài viết mới, { $updated } bài được cập nhật, { $unchanged } bài không đổi
sources-unchanged = { $count } nguồn không thay đổi từ lần nhập trước
files-copied = tệp: { $copied } tệp được chép, { $already } tệp đã có sẵn, { $failed } tệp không tải được, { $skipped } tệp vượt quá giới hạn
