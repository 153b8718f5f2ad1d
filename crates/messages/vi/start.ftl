# `trangxa` không có lệnh nào: lời giới thiệu, và trình đơn trong cửa sổ mở ra khi nhấp đúp.

about = Trang Xã { $version }: phần mềm làm trang thông tin điện tử của xã, phường.
what = Mỗi website là một thư mục trên máy tính. Chương trình kiểm tra thư mục ấy rồi dựng thành các tệp để đưa lên máy chủ web.
begin = Ba lệnh để bắt đầu:
begin-new = Tạo website mới; chương trình hỏi những gì cần biết:
begin-serve = Xem thử trong lúc sửa và viết bài; trang tự tải lại sau mỗi lần lưu tệp:
begin-build = Dựng website vào một thư mục để đưa lên máy chủ:
help = Mọi lệnh khác: { $command }
example-name = Xã An Bình

menu = Bấm số của việc cần làm rồi Enter:
menu-new = { "  1  " }Tạo website mới
menu-serve = { "  2  " }Xem thử một website trong trình duyệt
menu-build = { "  3  " }Dựng website để đưa lên máy chủ
menu-end = { "  Enter  " }Đóng cửa sổ này
choose = Việc số
no-such-choice = không có việc số "{ $choice }"
ask-site = Thư mục website (có thể kéo thả thư mục vào đây)
ask-out = Thư mục để dựng vào
no-site = { $folder }: không có website nào ở đây; thư mục website có tệp data/site.json bên trong
not-unpacked = Lưu ý: chương trình đang chạy trong thư mục tạm { $folder }, mọi thứ tạo ra ở đây sẽ mất. Hãy giải nén tệp .zip ra một thư mục, rồi chạy trangxa.exe trong thư mục đó.
close = Bấm Enter để đóng cửa sổ.
