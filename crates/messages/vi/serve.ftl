# Lệnh `trangxa serve`: dải thông báo trên các trang xem thử, và những gì nói trong cửa sổ dòng lệnh.

title = Xem thử website
building = Đang dựng lại…
not-built = Chưa dựng lại được
no-findings = Không có vấn đề gì
findings = { $count } điều cần xem
more = và { $count } mục nữa
problem-heading = Chưa dựng lại được: các trang vẫn là bản trước
close = Đóng dải này
stopped-strip = Chương trình xem thử đã dừng
no-pages = Website chưa dựng xong. Trang này tự tải lại khi dựng xong.

# Trong cửa sổ dòng lệnh.

first = Đang dựng website…
at = Xem thử tại { $url }
how = Trang tự tải lại sau mỗi lần lưu tệp trong { $folder }. Bấm Ctrl+C để dừng.
changed = { $file } đã thay đổi, đang dựng lại…
ready = Đã dựng xong, không có vấn đề gì.
ready-with = Đã dựng xong; { $count } điều cần xem, liệt kê ở dải góc dưới bên trái của trang.
still-old = Chưa dựng lại được; các trang vẫn là bản trước.
no-browser = không mở được trình duyệt: { $reason }; hãy mở địa chỉ trên trong trình duyệt
no-cache = không tạo được thư mục để dựng website vào: { $reason }
not-watched = không theo dõi được thay đổi trong thư mục website: { $reason }
port-taken = cổng { $port } đang được chương trình khác dùng; chọn cổng khác bằng --port, hoặc bỏ --port để chương trình tự chọn
port-refused = không dùng được cổng { $port }: { $reason }; chọn cổng khác bằng --port, hoặc bỏ --port để chương trình tự chọn
ended = Đã dừng xem thử.
