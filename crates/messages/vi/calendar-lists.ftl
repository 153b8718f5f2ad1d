# Lời của lệnh `trangxa import-calendar`.

# Các phần của một mục lịch, ở trong câu khác.

member-kind = loại lịch (kind)
member-title = nội dung (title)
member-text = chi tiết (text)
member-place = địa điểm (place)
member-who = thành phần (who)
member-when = thời gian (start, end)

# Báo cáo.

at = { $cell }: { $problem }
calendar = { $file }: tệp lịch (.ics)
entries = { $count } mục lịch
numbers = { $new } mục lịch mới, { $changed } mục lịch thay đổi, { $unchanged } mục lịch như cũ
end-written = Đã ghi tệp. Chạy `trangxa check` để xem lịch có chỗ nào mâu thuẫn.
missing = có { $count } mục của lịch nhập trước, cùng những ngày này, nay không còn trong tệp; vẫn giữ trên website: { $names }. Mục nào đã hoãn hoặc dời thì ghi rõ trong { $document } ("cancelled", hoặc "start" mới và thời gian cũ trong "was")

# Những gì không nhập, và vì sao. Tên ô đứng trước câu.

day-left-out = { $problem }. Không nhập các hàng của ngày này. Sửa ô này rồi nhập lại
day-unreadable = không đọc được ngày, cần dạng "Thứ Hai, 30/6"
no-day = không rõ việc này vào ngày nào, vì các hàng trên không ghi ngày; không nhập hàng này
no-such-day = không có ngày này
no-year = không rõ năm nào: ghi năm vào ô này, hoặc ghi phía trên bảng một dòng như "Lịch công tác tuần 27 (từ 30/6 đến 04/7/2025)"
no-week = không rõ ngày nào: ghi ngày vào ô này, hoặc ghi phía trên bảng một dòng như "Lịch công tác tuần 27 (từ 30/6 đến 04/7/2025)"
other-weekday = { $date } không phải là thứ ghi trong ô
outside-week = ngày này không thuộc tuần ghi ở tiêu đề, từ { $first } đến { $last }
time-unreadable = không đọc được giờ, cần dạng "8h00", "14:00", "7 giờ 30" hoặc "Sáng"; không nhập hàng này. Sửa ô này rồi nhập lại
no-content = chỉ có thời gian mà không có việc; không nhập ô này. Ghi việc vào ô này rồi nhập lại
other-session = { $time } không thuộc buổi ghi ở hàng này; không nhập hàng này. Sửa lại giờ rồi nhập lại
ends-before = giờ kết thúc không sau giờ bắt đầu; không nhập hàng này. Sửa lại giờ rồi nhập lại
row-left-out = hàng { $row }: { $problem }; không nhập hàng này
entry-left-out = "{ $title }": { $problem }; không nhập mục này
twice = { $whose }: các tệp ghi mục này hai lần, nội dung khác nhau; chỉ nhập lần đầu. Sửa lại tệp rồi nhập lại
kept-when = { $whose }: website ghi thời gian khác với tệp ({ $start }), và không phải của lần nhập trước; giữ nguyên. Nếu tệp đúng thì tự ghi lại thời gian trong calendar.json

# Vì sao chưa nhập gì.

no-files = chưa có tên tệp nào; ghi tên tệp lịch (.ics) hoặc lịch công tác tuần (.xlsx, .csv, .docx)
no-header = không tìm thấy hàng tên cột: không hàng nào có "Nội dung" cùng với "Thứ, ngày" hoặc "Thời gian"; nếu các cột mang tên khác thì ghi ý nghĩa của từng cột trong tệp khai báo cột (--map)
