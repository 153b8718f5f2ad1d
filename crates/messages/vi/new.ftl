# Lệnh `trangxa new`: các câu hỏi, và những gì nói khi đã tạo xong.

intro = Trả lời từng câu rồi bấm Enter. Câu nào chưa biết thì bấm Enter để bỏ qua. Nếu trong ngoặc vuông có sẵn câu trả lời thì Enter là nhận câu ấy, gõ dấu - rồi Enter là bỏ qua.
ask-name = Tên xã, phường (ví dụ: Xã An Bình)
ask-address = Địa chỉ trụ sở
ask-phone = Điện thoại
ask-email = Thư điện tử
ask-hours = Giờ làm việc
ask-editor = Người chịu trách nhiệm nội dung (họ tên, chức vụ)
ask-host = Địa chỉ website (ví dụ: xa-an-binh.example)
ask-folder = Thư mục để tạo website

# Vì sao một câu trả lời chưa dùng được.

no-text = chưa có chữ nào đọc được
no-name = tên phải có chữ cái hoặc chữ số
bad-phone = "{ $text }" không phải là số điện thoại gọi được; ghi đủ cả mã vùng, chẳng hạn 0236 3 891 234; nhiều số thì cách nhau bằng dấu phẩy
bad-email = "{ $text }" không phải là một địa chỉ thư điện tử như ubnd@xa-an-binh.example
bad-host = "{ $text }" không phải là địa chỉ của một website như xa-an-binh.example hoặc https://tinh.example/an-binh/
not-empty = { $folder }: thư mục này đã có tệp bên trong; chọn thư mục khác, hoặc chuyển các tệp ấy đi
no-folder = { $folder }: đây là tệp, không phải thư mục; chọn tên khác

# Khi đã tạo xong.

no-name-given = chưa có tên đơn vị; ghi tên sau lệnh, chẳng hạn: { $example }
made = Đã tạo website của { $name } trong { $folder }
missing = Những gì chỉ người của đơn vị mới biết, và website chưa có:
missing-item = { "  - " }{ $what }
missing-host = địa chỉ website: { $stand_in } chỉ là tạm; sửa base_url trong data/site.json trước khi đưa lên máy chủ
missing-address = địa chỉ trụ sở: contact.address trong data/site.json, và trang Liên hệ
missing-phone = điện thoại: contact.phone trong data/site.json, và trang Liên hệ
missing-email = thư điện tử: contact.email trong data/site.json, và trang Liên hệ
missing-hours = giờ làm việc: trang Liên hệ trong data/site.json
missing-editor = người chịu trách nhiệm nội dung: editor trong data/site.json
missing-about = lịch sử, các thôn, dân số của địa phương: trang Giới thiệu trong data/site.json
missing-figures = số liệu giải quyết thủ tục hành chính: nhập bảng của Bộ phận Một cửa bằng lệnh trangxa import-tthc
next = Việc tiếp theo:
