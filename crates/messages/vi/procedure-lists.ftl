# Lời của lệnh `trangxa import-procedures`.

# Thủ tục và các mục của thủ tục, ở trong câu khác.

member-code = mã (code)
member-name = tên (name)
member-field = lĩnh vực (field)
member-for-whom = đối tượng (for_whom)
member-decision = quyết định công bố (decision)
member-papers = giấy tờ (papers)
member-steps = các bước (steps)
member-ways = cách nộp (ways)
member-result = kết quả (result)
member-legal-basis = căn cứ pháp lý (legal_basis)
in-section = mục "{ $heading }"
in-section-at = mục "{ $heading }", "{ $entry }"
place-problem = { $place }: { $problem }
detail-of = { $file }: { $name }
law = { $title }, số { $number }

# Báo cáo.

level-column = dùng để chọn thủ tục của cấp xã
status-column = dùng để bỏ thủ tục hết hiệu lực
procedures = { $count } thủ tục
numbers = { $new } thủ tục mới, { $changed } thủ tục thay đổi, { $unchanged } thủ tục như cũ
end-written = Đã ghi tệp. Chạy `trangxa check` để xem thủ tục nào còn thiếu giấy tờ, lệ phí, thời hạn hay nơi nộp.

# Những gì không nhập, và vì sao.

other-levels = { $count } thủ tục không do cấp xã thực hiện nên không nhập: { $names }. Muốn nhập cả thì thêm --all-levels
out-of-force = { $count } thủ tục đã bị bãi bỏ hoặc hết hiệu lực nên không nhập: { $names }. Nếu website còn thủ tục nào trong số này thì tự xóa khỏi procedures.json
sections-unused = các mục không dùng, vì procedures.json không có chỗ hoặc để người làm website tự viết: { $names }
forms-unused = tệp nhắc đến { $count } mẫu đơn, tờ khai mà lệnh này không tải về: { $names }. Mẫu nào website chưa có thì tải về, đặt vào thư mục media, rồi ghi đường dẫn ở "form" của giấy tờ
row-without-name = hàng { $row } không có tên thủ tục và mã ("{ $text }"); không dùng
code-unreadable = { $cell }: không phải là mã thủ tục như 1.001193; không nhập hàng này ("{ $name }"). Sửa ô này rồi nhập lại
decision-unreadable = { $place }: không rõ số quyết định, cần một số như 1872/QĐ-BTP; không lấy quyết định. Sửa ô này rồi nhập lại
date-unreadable = { $place }: không đọc được ngày, cần dạng 04/09/2020; không lấy ngày
detail-code-unreadable = mục "{ $heading }": "{ $text }" không phải là mã thủ tục như 1.001193; không nhập thủ tục này. Sửa tài liệu rồi nhập lại
no-decision-number = không rõ số quyết định, cần một số như 1872/QĐ-BTP; không lấy quyết định
no-decision-date = không đọc được ngày của quyết định, cần dạng 04/09/2020; không lấy ngày
table-unknown = có một bảng mà không nhận ra các cột; không lấy bảng này
ways-without-table = không có bảng "Hình thức nộp, Thời hạn giải quyết, Phí, lệ phí"; không lấy cách nộp. Ghi cách nộp vào procedures.json
papers-without-table = không có bảng "Tên giấy tờ, Số lượng"; không lấy giấy tờ. Ghi giấy tờ vào procedures.json
way-unknown = không phải là một trong các cách "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"; không lấy cách nộp này
time-unreadable = không rõ thời hạn "{ $text }" tính theo ngày hay giờ; không lấy thời hạn
fee-unreadable = không rõ phí, lệ phí "{ $text }" là bao nhiêu tiền; không lấy
count-unreadable = không đọc được số lượng "{ $text }", cần dạng "Bản chính: 1 Bản sao: 0"; lấy giấy tờ mà không ghi số lượng
different-names = mã { $code } có nhiều tên khác nhau: { $claims }; không nhập thủ tục này. Sửa lại tệp rồi nhập lại
ambiguous-name = { $name }: website có nhiều thủ tục mang tên này, và không thủ tục nào có mã ấy; ghi mã vào procedures.json rồi nhập lại
no-name = { $code }: tệp không ghi tên, và website chưa có thủ tục mang mã này; nhập danh mục có tên thủ tục trước
no-id = { $name }: website đã có thủ tục khác mang tên và mã như vậy nên không đặt được địa chỉ riêng; đặt "id" khác cho thủ tục ấy trong procedures.json rồi nhập lại

# Vì sao chưa nhập gì.

no-files = chưa có tên tệp nào; ghi tên tệp danh mục (.xlsx, .csv) hoặc tệp chi tiết thủ tục (.docx)
no-header = không tìm thấy hàng tên cột: không hàng nào có "Tên TTHC" hoặc "Mã TTHC" cùng một tên quen thuộc khác như "Lĩnh vực", "Cấp thực hiện"; nếu các cột mang tên khác thì ghi ý nghĩa của từng cột trong tệp khai báo cột (--map)
no-detail = không tìm thấy thủ tục: tài liệu không có mục "Mã thủ tục" hay "Tên thủ tục", và không có bảng nào là danh mục thủ tục; lưu trang chi tiết của thủ tục trên dichvucong.gov.vn thành .docx rồi nhập lại
