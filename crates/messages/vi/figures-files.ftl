# Lời của lệnh `trangxa import-tthc` về tệp đã xuất từ hệ thống một cửa và các trang tính của tệp. Tên tệp đứng trước câu.

in-sheet = trang tính "{ $sheet }": { $text }

# Vì sao không đọc được tệp.

unreadable = không đọc được tệp: { $reason }
too-large = tệp có { $bytes } byte, quá mức cho phép là { $limit } byte; mỗi lần chỉ xuất ít tháng hơn
empty = tệp trống; xuất lại tệp
old-excel = tệp là bảng tính Excel kiểu cũ (.xls), hoặc có đặt mật khẩu; mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx, không đặt mật khẩu
web-page = tệp là một trang web, dù tên tệp có đuôi khác; mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx. Nếu chỉ thấy trang đăng nhập thì đăng nhập và xuất lại
other-archive = tệp là tài liệu loại khác, không phải bảng tính .xlsx; mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx
binary = tệp không phải là bảng tính (.xlsx) và cũng không phải là văn bản (.csv, .tsv); xuất lại thành một trong các loại này
too-large-unpacked = bảng tính sau khi giải nén vượt quá mức cho phép là { $limit } byte; chỉ lưu trang tính có số liệu rồi nhập lại
damaged = tệp bị hỏng; xuất lại tệp (chi tiết kỹ thuật: { $reason })
wrong-row = tệp bị hỏng: { $part } ghi hàng "{ $address }", không trang tính nào có hàng ấy; mở bằng Excel hoặc LibreOffice, lưu thành .xlsx, rồi nhập tệp vừa lưu
wrong-cell = tệp bị hỏng: { $part } ghi ô "{ $address }", không trang tính nào có ô ấy; mở bằng Excel hoặc LibreOffice, lưu thành .xlsx, rồi nhập tệp vừa lưu
too-many-regions = { $part } có quá nhiều ô gộp; chép số liệu sang một trang tính mới, lưu lại, rồi nhập tệp vừa lưu
old-font = chữ trong tệp thuộc bảng mã cũ (TCVN3 hoặc VNI), như ở "{ $text }"; chuyển tệp sang Unicode, chẳng hạn bằng UniKey (mục "Chuyển mã"), rồi nhập tệp đã chuyển
no-sheet = bảng tính không có trang tính "{ $name }"; các trang tính hiện có: { $known }
too-many-cells = hàng { $row }: bảng vượt quá mức cho phép là { $rows } hàng hoặc { $columns } cột; chỉ lưu phần số liệu rồi nhập lại
too-many-cells-in-sheet = trang tính "{ $sheet }", ô { $cell }: bảng vượt quá mức cho phép là { $rows } hàng hoặc { $columns } cột; chỉ lưu phần số liệu rồi nhập lại
too-many-sheets = bảng tính vượt quá mức cho phép là { $limit } trang tính; ghi tên một trang tính bằng --sheet

# Chữ trong tệp được đọc thế nào.

bad-characters = một số ký tự không đúng mã { $encoding } và đã được đọc thành �: kiểm tra các tên gọi
windows-1258 = tệp không dùng mã UTF-8 nên được đọc theo mã Windows-1258. Kiểm tra các tên gọi, hoặc xuất lại theo mã UTF-8 hoặc thành .xlsx
old-font-converted = chữ trong tệp thuộc bảng mã cũ ({ $font }) và đã được chuyển sang Unicode. Kiểm tra các tên gọi
restored = một chương trình đã đọc nhầm mã UTF-8 của tệp; chữ tiếng Việt đã được khôi phục. Kiểm tra các tên gọi

# Tệp hoặc trang tính nói về gì.

file-of-others = tên tệp là tên của xã, phường khác, không phải đơn vị của website. Nếu đúng là số liệu của đơn vị thì ghi tên đơn vị bằng --unit; không dùng số nào
sheet-of-others = trang tính mang tên của xã, phường khác; không dùng trang tính này
its-name = tên trang tính
part-of-dossiers = { $place } cho thấy đây chỉ là một phần số hồ sơ; nếu là toàn bộ thì ghi tên trang tính bằng --sheet, hoặc sửa lại tiêu đề
no-header = không tìm thấy hàng tên cột: không hàng nào có hai tên quen thuộc như "Lĩnh vực", "Tiếp nhận", "Đúng hạn", "Trễ hạn"; nếu các cột mang tên khác thì ghi ý nghĩa của từng cột trong tệp khai báo cột (--map)
no-header-in-sheet = không tìm thấy hàng tên cột; không dùng trang tính này
several-sheets = nhiều trang tính có số liệu ({ $sheets }), mà --period chỉ áp dụng được cho một trang tính; ghi tên trang tính ấy bằng --sheet
