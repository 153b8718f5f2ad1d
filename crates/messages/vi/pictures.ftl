# Tệp ảnh có gì sai. Đường dẫn của tệp đứng trước câu.

heic = là ảnh theo định dạng của iPhone (HEIC), phần lớn điện thoại và máy tính không hiển thị được, nên trang không có ảnh này: lưu ảnh thành JPEG (mở ảnh, chọn "Lưu dưới dạng" hoặc "Xuất"). Trên iPhone, chọn Cài đặt > Camera > Định dạng > Tương thích nhất thì các ảnh chụp sau sẽ là JPEG
tiff = là ảnh theo định dạng của máy quét (TIFF), trình duyệt không hiển thị được, nên trang không có ảnh này: quét hoặc lưu lại thành JPEG; văn bản thì lưu thành PDF
no-picture = không phải là ảnh, dù tên tệp ghi như vậy (có thể là một trang web được lưu thay cho ảnh), nên trang không có ảnh này: lưu chính bức ảnh thành JPEG hoặc PNG
empty = là tệp rỗng, nên trang không có ảnh này: chép lại ảnh vào thư mục
nothing-whole = không trọn vẹn (có thể việc chép bị ngắt giữa chừng), nên trang không có ảnh này: chép lại ảnh vào thư mục
cut-off = không trọn vẹn (có thể việc chép bị ngắt giữa chừng): trang hiển thị phần còn lại, bên dưới là nền xám; chép lại ảnh vào thư mục
damaged = bị hỏng ({ $reason }), nên trang không có ảnh này: chép lại ảnh vào thư mục, hoặc lưu ảnh lại từ đầu
too-many-pixels = có { $width } × { $height } điểm ảnh, trong khi chỉ đọc tối đa { $most } triệu, nên trang không có ảnh này: thu nhỏ ảnh, rộng 2 000 điểm ảnh là đủ
bmp = là ảnh không nén (BMP) và được đăng nguyên như vậy, tốn nhiều dung lượng mạng của người đọc: lưu ảnh thành JPEG, ảnh chụp màn hình thành PNG
avif = là ảnh AVIF và được đăng nguyên như vậy: không được thu nhỏ cho điện thoại, và còn mọi thông tin mà máy ảnh đã ghi; lưu ảnh thành JPEG
place = có ghi nơi chụp, và được đăng nguyên như vậy vì có liên kết đến tệp này: bỏ liên kết, hoặc xóa nơi chụp khỏi tệp (trên Windows: Properties > Details > Remove Properties and Personal Information)
