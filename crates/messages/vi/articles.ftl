# Những gì `crates/articles` nói về tệp của một bài viết. Tên tệp, vị trí và tiêu đề đứng trước mỗi câu.

line = dòng { $line }
near = gần chỗ "{ $words }"
near-in = gần chỗ "{ $words }" ("{ $title }")

# Cả tệp.

empty = không có tiêu đề và cũng không có nội dung; bị từ chối
unopened = không mở được; bị từ chối. Đóng tệp trong chương trình khác, và xem lại quyền đọc tệp
no-text = không phải là tệp văn bản; bị từ chối. Mở bài bằng Notepad rồi lưu với mã UTF-8; nếu là tài liệu Word thì lưu với tên kết thúc bằng .docx
old-word = ở định dạng Word trước năm 2007 (.doc); bị từ chối. Mở bằng Word, chọn Save As, kiểu tệp "Word Document (.docx)"
protected = chỉ mở được bằng mật khẩu; bị từ chối. Trong Word: File, Info, Protect Document, bỏ mật khẩu rồi lưu lại
no-word = không phải là tài liệu Word dù tên kết thúc bằng .docx; bị từ chối. Mở bằng chương trình đã tạo ra tệp rồi lưu thành .docx
damaged = bị hỏng, không đọc được ({ $reason }); bị từ chối. Mở bằng Word rồi lưu lại
too-large = lớn hơn { $limit } MB, hoặc nội dung nén bên trong lớn hơn mức đó; bị từ chối. Giảm cỡ ảnh trong Word (Compress Pictures), hoặc để ảnh bên cạnh bài
read-as = không được lưu với mã UTF-8 nên đã đọc theo { $encoding }; kiểm tra lại các chữ có dấu, hoặc lưu lại với mã UTF-8 (trong Notepad: Save as, Encoding: UTF-8)
old-font = dùng phông chữ cũ ({ $font }), đã được chuyển sang Unicode; kiểm tra lại các tên riêng
uncertain-font = có thể dùng phông chữ cũ: "{ $text }"; nội dung được giữ nguyên. Chuyển sang Unicode (UniKey: Ctrl+Shift+F9) rồi lưu lại
lost-letters = có ký tự không thuộc mã { $encoding } nên hiện thành "�"; lưu lại tệp với mã UTF-8

# Các dòng trước nội dung.

header-not-closed = các dòng trước nội dung chưa được đóng lại; thêm dòng --- giữa các dòng ấy và nội dung
unknown-key = không có trường "{ $key }"; dòng này không được dùng
unknown-key-near = không có trường "{ $key }"; có phải là "{ $nearest }" không?
repeated-key = "{ $key }" được ghi lần thứ hai; nội dung ghi lần trước không được đọc
no-field = "{ $text }" không có dạng "tên: nội dung"; dòng này không được dùng
bad-date = không đọc được ngày "{ $value }"; ghi dạng 28/11/2026 hoặc 28/11/2026 08:30, ngày trước tháng sau
unknown-category = site.json không có chuyên mục "{ $name }"; bài được xếp vào tên này, và danh mục không có tên này
unknown-category-near = site.json không có chuyên mục "{ $name }"; có phải là "{ $nearest }" không? Bài được xếp vào tên đã ghi, và danh mục không có tên này
no-date = không có ngày nên bị xếp sau mọi bài khác; bắt đầu tên tệp bằng ngày (2026-11-28-…), hoặc thêm dòng "ngày: 28/11/2026"
title-from-text = không có tiêu đề; phần đầu của nội dung được dùng thay: "{ $title }". Thêm dòng "tiêu đề: …", hoặc bắt đầu nội dung bằng "# …"
title-from-name = không có tiêu đề; tên tệp được dùng thay: "{ $title }". Đặt kiểu "Title" cho dòng đầu trong Word, hoặc thêm dòng "Tiêu đề: …"

# Markdown.

marks-shown = trang hiện nguyên "{ $text }"; ghi **chữ đậm** không có dấu cách ngay sau dấu sao đầu và ngay trước dấu sao cuối
element-removed = trang không hiện <{ $element }>; loại thẻ HTML này bị bỏ

# Tài liệu Word.

equation = công thức không giữ được nguyên dạng; trang chỉ có các chữ và số của công thức. Chèn công thức vào tài liệu dưới dạng ảnh
cropped = ảnh được cắt trong Word nhưng tài liệu vẫn chứa cả ảnh, và trang hiện cả ảnh; dùng Compress Pictures, chọn "Delete cropped areas" rồi lưu lại
tracked-changes = còn dấu vết sửa đổi (Track Changes); đã đọc như khi chấp nhận mọi sửa đổi
too-deep = bảng hoặc danh sách lồng nhau sâu hơn mọi bài viết; phần sâu hơn hiện thành chữ thường
left-out-chart = biểu đồ không lấy được, không có trên trang; lưu biểu đồ thành ảnh rồi chèn ảnh vào tài liệu
left-out-diagram = sơ đồ (SmartArt) không lấy được, không có trên trang; lưu sơ đồ thành ảnh rồi chèn ảnh vào tài liệu
left-out-drawing = hình vẽ bằng đường và khối không lấy được, không có trên trang; lưu hình vẽ thành ảnh rồi chèn ảnh vào tài liệu
left-out-object = đối tượng của chương trình khác, chẳng hạn bảng tính Excel, không lấy được, không có trên trang; dán lại thành bảng hoặc thành ảnh
left-out-picture = ảnh ở định dạng { $format } thì trình duyệt không hiện được, không có trên trang; lưu ảnh thành JPEG hoặc PNG rồi chèn vào tài liệu
left-out-linked-picture = ảnh không nằm trong tài liệu, tài liệu chỉ ghi địa chỉ ("{ $address }"), nên không có trên trang; chèn chính ảnh ấy vào tài liệu
left-out-symbol = một ký hiệu của phông chữ ký hiệu không có chữ tương ứng, không có trên trang; chèn ký hiệu từ phông chữ khác
left-out-hidden = chữ được ẩn trong Word không có trên trang
left-out-comments = { $count } nhận xét (comment) không có trên trang
left-out-margin = chữ ở đầu trang hoặc chân trang của tài liệu không có trên trang: "{ $text }"
left-out-contents = mục lục không có trên trang

# Thư mục bài viết.

same-id = trùng mã "{ $id }" với bài trong { $other }; bị từ chối, bài kia được giữ. Đặt tên khác cho tệp này
misplaced = không được đọc như bài viết vì nằm trong thư mục dành cho ảnh và tệp đính kèm, và không bài nào nhắc đến; chuyển tệp vào { $folder }
not-read = không được đọc như bài viết, và không bài nào nhắc đến; lưu lại thành .docx (Word) hoặc .md (Notepad; Windows thường ẩn phần đuôi của tên tệp), không phải .{ $ending }
folder-misnamed = các bài trong thư mục này không được đọc; đổi tên thư mục thành { $folder }
first-article = chưa có bài viết; viết bài đầu tiên vào một tệp như bai/2026-11-28-chao-ba-con.md: một dòng "tiêu đề: …", một dòng trống, rồi nội dung. Cũng có thể đặt tài liệu Word vào đó

# `trangxa import x.docx`.

imported = đã ghi { $path }{ $pictures ->
    [0] {""}
   *[other] , kèm { $pictures } ảnh bên cạnh
}
import-unchanged = { $path } đã có sẵn với đúng nội dung này
import-refused = { $path }: { $problem }
import-markdown = { $path }: tệp này đã là Markdown; chép tệp cùng ảnh của nó vào { $folder } trong thư mục website
import-taken = có quá nhiều bài như { $path }; chuyển bớt vào thư mục của năm, chẳng hạn bai/2026/
import-nothing = Chưa nhập tài liệu này. { $site } giữ nguyên.
