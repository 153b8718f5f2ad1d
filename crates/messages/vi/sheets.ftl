# Lời của `trangxa import-tthc`, `import-procedures`, `import-documents` và `import-calendar` về tệp có bảng, và về tệp khai báo cột. Tên tệp đứng trước câu.

# Vị trí, ở trong câu khác hoặc trước câu.

in-sheet = trang tính "{ $sheet }": { $text }
no-header-in-sheet = không tìm thấy hàng tên cột; không dùng trang tính này
row-of = { $table }, hàng { $row }
sheet = { $file }, trang tính "{ $sheet }"

# Vì sao không đọc được tệp.

unreadable = không đọc được tệp: { $reason }
too-large = tệp có { $bytes } byte, quá mức cho phép là { $limit } byte; chia thành nhiều tệp nhỏ hơn
empty = tệp trống; xuất lại tệp
old-excel = tệp là bảng tính Excel kiểu cũ (.xls), hoặc có đặt mật khẩu; mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx, không đặt mật khẩu
web-page = tệp là một trang web, dù tên tệp có đuôi khác; mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx. Nếu chỉ thấy trang đăng nhập thì đăng nhập và xuất lại
other-archive = tệp là tài liệu loại khác, không phải bảng tính .xlsx; mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx
binary = tệp không phải là bảng tính (.xlsx) và cũng không phải là văn bản (.csv, .tsv); xuất lại thành một trong các loại này
too-large-unpacked = bảng tính sau khi giải nén vượt quá mức cho phép là { $limit } byte; chỉ lưu trang tính cần nhập rồi nhập lại
damaged = tệp bị hỏng; xuất lại tệp (chi tiết kỹ thuật: { $reason })
wrong-row = tệp bị hỏng: { $part } ghi hàng "{ $address }", không trang tính nào có hàng ấy; mở bằng Excel hoặc LibreOffice, lưu thành .xlsx, rồi nhập tệp vừa lưu
wrong-cell = tệp bị hỏng: { $part } ghi ô "{ $address }", không trang tính nào có ô ấy; mở bằng Excel hoặc LibreOffice, lưu thành .xlsx, rồi nhập tệp vừa lưu
too-many-regions = { $part } có quá nhiều ô gộp; chép bảng sang một trang tính mới, lưu lại, rồi nhập tệp vừa lưu
old-font = chữ trong tệp thuộc bảng mã cũ (TCVN3 hoặc VNI), như ở "{ $text }"; chuyển tệp sang Unicode, chẳng hạn bằng UniKey (mục "Chuyển mã"), rồi nhập tệp đã chuyển
no-sheet = bảng tính không có trang tính "{ $name }"; các trang tính hiện có: { $known }
too-many-cells = hàng { $row }: bảng vượt quá mức cho phép là { $rows } hàng hoặc { $columns } cột; chỉ lưu phần cần nhập rồi nhập lại
too-many-cells-in-sheet = trang tính "{ $sheet }", ô { $cell }: bảng vượt quá mức cho phép là { $rows } hàng hoặc { $columns } cột; chỉ lưu phần cần nhập rồi nhập lại
too-many-sheets = bảng tính vượt quá mức cho phép là { $limit } trang tính; ghi tên một trang tính bằng --sheet

# Chữ trong tệp được đọc thế nào.

bad-characters = một số ký tự không đúng mã { $encoding } và đã được đọc thành �: kiểm tra các tên gọi
windows-1258 = tệp không dùng mã UTF-8 nên được đọc theo mã Windows-1258. Kiểm tra các tên gọi, hoặc xuất lại theo mã UTF-8 hoặc thành .xlsx
old-font-converted = chữ trong tệp thuộc bảng mã cũ ({ $font }) và đã được chuyển sang Unicode. Kiểm tra các tên gọi
restored = một chương trình đã đọc nhầm mã UTF-8 của tệp; chữ tiếng Việt đã được khôi phục. Kiểm tra các tên gọi

# Tệp khai báo cột.

mapping-too-large = tệp vượt quá mức cho phép là { $limit } byte; kiểm tra xem đây có đúng là tệp khai báo cột không
mapping-no-object = cần một đối tượng như {"{"}"Tên cột": "{ $meaning }"{"}"}
mapping-no-name = cần có tên của một cột
mapping-same-name = tên cột này trùng với "{ $name }"
mapping-guess = đây là lời đoán chưa được xác nhận; nếu đúng thì ghi "{ $guess }" không có dấu hỏi, nếu sai thì ghi ý nghĩa khác, hoặc ghi "" cho cột không dùng
mapping-file = tệp khai báo cột { $file }: { $reason }
mapping-unused = --map, "{ $name }": không tệp nào có cột mang tên này; sửa lại tệp khai báo cột
template-written = --map-template: tệp { $file } liệt kê { $count } cột chưa hiểu được. Sửa hoặc xác nhận từng cột, rồi nhập lại với --map

# Báo cáo. Mỗi dòng bắt đầu bằng loại của dòng ấy.

file-error = lỗi: { $file }: { $text }
file-numbers = { $file }: { $text }
file-note = lưu ý: { $file }: { $text }
note = lưu ý: { $text }
header-row = { $table }: tên cột ở hàng { $row }
header-rows = { $table }: tên cột ở các hàng { $first } đến { $last }
line-column = cột: { $text }
line-not-used = không dùng: { $text }
line-not-read = không đọc được: { $text }
line-changed = thay đổi: { $text }
line-note = lưu ý: { $text }
line-more = còn { $count } mục nữa
end-trial = Chưa ghi gì vì đây là lần chạy thử (--dry-run, --map-template).
end-unchanged = Tệp giữ nguyên, không có gì thay đổi.
