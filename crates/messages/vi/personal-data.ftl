# Dữ liệu cá nhân của công dân trong những gì website đăng: `trangxa check` và `trangxa build`. Ý nghĩa và việc cần làm ở trong `findings.ftl`.

# Những gì tìm thấy. `places` là ba chỗ đầu tiên.

kind-at = { $kind }: { $places }
citizen-numbers = { $count ->
   *[other] { $count } số định danh cá nhân (số căn cước)
 }
old-identity-numbers = { $count ->
   *[other] { $count } số chứng minh nhân dân
 }
passports = { $count ->
   *[other] { $count } số hộ chiếu
 }
bank-accounts = { $count ->
   *[other] { $count } số tài khoản ngân hàng
 }
insurance-numbers = { $count ->
   *[other] { $count } số thẻ BHYT hoặc mã số BHXH
 }
birth-dates = { $count ->
   *[other] { $count } ngày sinh
 }
phones = { $count ->
   *[other] { $count } số điện thoại riêng
 }
addresses = { $count ->
   *[other] { $count } địa chỉ
 }

# Ở đâu, và viết gì, với phần lớn ký tự đã che.

shown = { $shown } ({ $place })
at-paragraph = đoạn { $paragraph }
at-table = bảng { $table }, dòng { $row }
at-row = dòng { $row }
at-sheet = trang tính "{ $sheet }", dòng { $row }
at-page = trang { $page }, dòng { $line }

# Tệp. Tên tệp đứng trước câu.

of-article = tệp của bài "{ $title }": { $message }
unseen-pages = { $count ->
   *[other] { $count } trang là ảnh, không có chữ
 }
unseen-scan = các trang là ảnh chụp hoặc bản quét, không có chữ
unseen-protected = tệp chỉ mở được khi có mật khẩu
unseen-too-large = tệp quá lớn
unseen-damaged = tệp bị hỏng, hoặc không đúng loại mà tên tệp cho biết
unseen-format = không đọc được định dạng này; đọc được .docx, .xlsx và .pdf
unseen-archive = không đọc các tệp nằm trong tệp nén

# Điều bài viết ghi về việc này.

allowed = { $kinds }; căn cứ đã ghi: { $reason }
no-reason = chưa phải là căn cứ; ghi sự đồng ý hoặc quy định cho phép công khai, chẳng hạn "căn cứ Quyết định số …"
