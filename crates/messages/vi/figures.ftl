# Lời của lệnh `trangxa import-tthc`: báo cáo, và những gì sai ở thư mục website, ở tệp khai báo cột và ở kỳ số liệu.

# Kỳ, ở trong câu khác.

month = tháng { $month }/{ $year }
quarter = quý { $quarter ->
    [1] I
    [2] II
    [3] III
   *[other] IV
 }/{ $year }
year = năm { $year }
months = từ tháng { $first-month }/{ $first-year } đến tháng { $last-month }/{ $last-year }
day = ngày { $day }/{ $month }/{ $year }

# Vị trí và con số, ở trong câu khác.

figure-in = { $figure } ở { $place }
percent = { $whole }%
fraction = { $whole },{ $decimals }%
and-last = { $others } và { $last }
and-more = và { $count } mục nữa

# Tên của số liệu.

figure = { $name } ({ $key })
completed = Đã giải quyết (stated.completed)
completion-rate = Tỉ lệ giải quyết (stated.completion_rate)
late-rate = Tỉ lệ trễ hạn (stated.late_rate)

# Báo cáo: về một tệp, một bảng, và cả lần nhập. Mỗi dòng bắt đầu bằng loại của dòng ấy.

line-period = kỳ: { $text }
line-unknown = chưa hiểu: { $text }
numbers = { $new } số mới, { $changed } số thay đổi, { $unchanged } số như cũ
document = { $document }: { $numbers }
end-written = Đã ghi tệp. Chạy `trangxa check` để xem các số liệu có khớp với nhau không.

# Vì sao chưa nhập gì.

no-files = chưa có tên tệp nào; ghi tên tệp CSV hoặc XLSX đã xuất từ hệ thống một cửa
site-mistaken = { $mistakes }
    Lệnh `trangxa check` liệt kê các lỗi này. Sửa tệp hoặc chuyển tệp đi nơi khác, rồi nhập lại; chưa có gì bị thay đổi
result-mistaken = { $problem }; chưa ghi gì

# Tệp khai báo cột.

mapping-no-meaning = cần mã của một loại số hồ sơ như "late" (trễ hạn), hoặc một trong các mã { $known }, hoặc "" cho cột không dùng; nhưng gặp { $value }. Tài liệu vận hành có bảng các mã này
template-needless = --map-template: mọi cột có số đều đã hiểu được nên không cần ghi tệp khai báo cột

# Số liệu của website.

site-without-figures = { $site } chưa nêu tệp số liệu; website chỉ hiện số liệu khi tệp này có "data": {"{"}"tthc": "{ $document }"{"}"}
site-elsewhere = { $site } lấy số liệu từ { $address }; các số lần này đã gộp vào { $document }, và website chỉ hiện các số ấy khi { $site } nêu tệp này
fields-no-list = { $period }, { $field }, { $place }: ở số liệu của website, "fields" của kỳ này không phải là một danh sách; sửa lại rồi nhập lại
total-stays = { $period }, { $figure }: các lĩnh vực cộng lại là { $sum }, nhưng số tổng trên website là { $total }; số tổng giữ nguyên. Muốn thay, hãy xuất bảng có hàng "Tổng cộng"
total-computed = { $period }: bảng không có hàng tổng; đã cộng từ các lĩnh vực: { $figures }
conflict = { $place }: { $figures }; không dùng số nào trong đó. Sửa lại bảng
tables-disagree = { $period }: nhiều bảng cùng có số liệu của kỳ này và khác nhau ở nhiều chỗ; không dùng số nào của kỳ này. Chỉ nhập bảng đúng

# Kỳ của bảng.

period-named = { $period }, theo { $place }
period-of-rows = { $period }, theo từng hàng
sheet-name = tên trang tính
file-name = tên tệp ("{ $name }")
period-missing = không rõ bảng là của tháng nào; ghi kỳ bằng --period, chẳng hạn --period 2023-11, hoặc ghi "Tháng 11/2023" ở phía trên bảng
period-not-whole = { $cell }: những ngày này không trọn tháng, trong khi số liệu của website tính theo tháng; nếu coi như trọn một tháng được thì ghi tháng ấy bằng --period
period-several = { $cell }: ở đây có nhiều kỳ; ghi kỳ đúng bằng --period
period-future = { $place }: { $period } chưa bắt đầu vào { $day }; sửa lại, hoặc ghi kỳ bằng --period
period-different = { $first } và { $second } ghi các tháng khác nhau; ghi kỳ đúng bằng --period
