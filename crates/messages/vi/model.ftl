# Lỗi trong một tài liệu của website: site.json, feed.json, tthc.json, visits.json, office.json, alerts.json, procedures.json, calendar.json. Tên tệp và vị trí trong tệp đứng trước câu này.

# Vị trí.

line = dòng { $line }
line-column = dòng { $line }, cột { $column }

# Cả tài liệu.

html-page = tệp bắt đầu bằng "<": đây là một trang web, không phải JSON (nhiều máy chủ gửi trang báo lỗi thay cho tệp không có); đặt đúng tài liệu vào chỗ này, hoặc sửa lại địa chỉ của tài liệu
too-large = tệp có { $bytes } byte, giới hạn là { $limit }; bỏ bớt nội dung cũ, hoặc chia tệp ra
too-deep = danh sách và đối tượng lồng nhau sâu quá { $limit } cấp, là giới hạn; đóng các dấu ngoặc ở đúng chỗ
syntax = sai cú pháp JSON: { $mistake }
no-version = bị thiếu; ghi "version": { $expected }
other-version = phiên bản là { $found }, chương trình này đọc phiên bản { $expected }: sửa lại, hoặc dùng bản mới hơn của chương trình này

# Bảng mã của tệp.

wide = tệp được lưu bằng { $encoding }, trong khi JSON phải là UTF-8; lưu lại bằng UTF-8 (trong Notepad: Lưu dưới dạng (Save as), Mã hóa (Encoding): UTF-8)
office-document = tệp là văn bản Word, Excel, PDF hoặc tệp nén, không phải JSON; đặt đúng tài liệu vào chỗ này
old-encoding = tệp không phải UTF-8: byte { $byte } ở đây không phải là chữ của UTF-8 (có thể tệp dùng bảng mã cũ như Windows-1258 hoặc TCVN3); lưu lại bằng UTF-8 (trong Notepad: Lưu dưới dạng (Save as), Mã hóa (Encoding): UTF-8)

# Cú pháp. Sau câu này là dòng có lỗi, và một dấu chỉ bên dưới.

empty-file = tệp trống; chép lại nội dung của tệp, hoặc xóa tệp
file-ends = tệp kết thúc ở đây, nhưng dấu "{ $bracket }" ở { $place } chưa được đóng; có thể phần cuối của tệp đã bị mất
still-open = ở đây là dấu "{ $bracket }", nhưng dấu "{ $open }" ở { $place } chưa được đóng; đóng dấu đó trước
other-bracket = ở đây là dấu "{ $bracket }", nhưng ở { $place } đã mở một loại ngoặc khác; sửa một trong hai
closes-nothing = dấu "{ $bracket }" này không đóng dấu nào đang mở; xóa nó
behind-end = tài liệu đã kết thúc trước chỗ này; xóa phần phía sau
text-open = đoạn chữ bắt đầu ở đây không được đóng bằng dấu "; thêm dấu " vào cuối đoạn chữ, hoặc lấy lại cả tệp nếu phần cuối đã bị mất
line-break = có ngắt dòng bên trong một đoạn chữ; ghi \n thay cho ngắt dòng, hoặc đóng đoạn chữ bằng dấu " nếu đoạn chữ kết thúc ở đây (đoạn chữ bắt đầu ở { $place })
tab = có ký tự Tab bên trong một đoạn chữ; thay bằng \t hoặc một dấu cách
control-character = có ký tự điều khiển { $code } bên trong một đoạn chữ; xóa nó
backslash = có một dấu \ đứng một mình trong đoạn chữ; ghi hai dấu (\\), còn trong đường dẫn của tệp thì ghi dấu /
quote-inside = dấu ngoặc kép bên trong đoạn chữ làm đoạn chữ kết thúc ở đây; ghi \" thay cho nó, hoặc dùng “ và ”
curly-end = đoạn chữ được mở bằng dấu " và đóng bằng dấu ngoặc kép cong { $quote }; dùng dấu " cho cả hai
curly-quote = ở đây là dấu ngoặc kép cong { $quote }; JSON chỉ dùng dấu ngoặc kép thẳng ": ghi lại bằng dấu đó (Word tự đổi thành dấu cong; nên sửa tệp bằng Notepad)
single-quote = ở đây là dấu nháy đơn; JSON chỉ dùng dấu ngoặc kép ": ghi lại bằng dấu đó
second-mark = đầu tệp có hai dấu thứ tự byte (U+FEFF); xóa một dấu
no-break-space = ở đây là dấu cách không ngắt ({ $code }), thường có khi chép từ trang web hoặc Word; thay bằng dấu cách thường
invisible = ở đây có ký tự không nhìn thấy ({ $code }), thường có khi chép từ trang web hoặc Word; thay bằng dấu cách thường
comment = ở đây là ghi chú, mà JSON không có ghi chú; xóa ghi chú này
two-commas = có hai dấu phẩy liền nhau; xóa một dấu
last-comma = có dấu phẩy thừa trước dấu đóng "{ $bracket }"; xóa dấu phẩy đó
no-comma = thiếu dấu phẩy ở đây
semicolon = ở đây là dấu chấm phẩy; thay bằng dấu phẩy
equals = ở đây là dấu "="; thay bằng dấu hai chấm
name-without-value = tên trường ở ngay trước không có giá trị; ghi thêm dấu hai chấm và giá trị
no-colon = thiếu dấu hai chấm ở đây, sau tên trường
no-value = thiếu giá trị ở đây; ghi giá trị, hoặc ghi null
bare-name = tên trường ở đây không có dấu ngoặc kép; ghi dạng "tên": giá trị
number-as-name = ở đây là một con số, trong khi cần có tên trường; số thập phân phải viết bằng dấu chấm, không viết bằng dấu phẩy
name-expected = ở đây cần có tên trường trong dấu ngoặc kép
comma-expected = ở đây cần có dấu phẩy hoặc dấu đóng ngoặc
value-expected = ở đây cần có một giá trị: đoạn chữ trong dấu ngoặc kép, con số, danh sách hoặc đối tượng
small-letters = viết { $word } bằng chữ thường
write-null = "{ $word }" không phải là giá trị; ghi null
number-form = "{ $word }" không đúng cách viết số của JSON; bỏ các số 0 ở đầu, hoặc đặt trong dấu ngoặc kép
bare-text = đoạn chữ ở đây không có dấu ngoặc kép; ghi dạng "…"

# Giá trị không đúng loại.

expected = cần có { $what }, nhưng gặp { $found }
missing = bị thiếu; cần có { $what }

a-list = danh sách trong dấu [ ]
an-object = đối tượng trong dấu {"{"} {"}"}
a-text = đoạn chữ trong dấu ngoặc kép
a-fraction = số có phần thập phân
a-count = số nguyên từ 0 trở lên, không đặt trong dấu ngoặc kép
a-percentage = tỷ lệ phần trăm từ 0 đến 100, không đặt trong dấu ngoặc kép
a-date = ngày giờ viết như 2023-11-30T07:04:41+07:00
a-month = tháng viết như 2023-11
an-id = id gồm chữ thường không dấu a-z, chữ số và dấu gạch nối, không có hai dấu gạch nối liền nhau
a-web-address = địa chỉ như https://xa.example/
a-document-address = đường dẫn trong thư mục website như data/feed.json, hoặc địa chỉ https
a-file-address = địa chỉ như https://xa.example/mau.docx, hoặc ../media/… nếu tệp nằm trong thư mục website
an-alert-level = "khẩn", "cảnh báo" hoặc "thông tin" (mục này hiện như "cảnh báo")
a-base-url = địa chỉ đầy đủ kết thúc bằng "/", như https://xa.example/ hoặc https://xa.example/quangthanh/
partners = "*" hoặc danh sách các website như https://cong.thanhhoa.gov.vn
an-origin = địa chỉ website như https://cong.thanhhoa.gov.vn hoặc https://*.thanhhoa.gov.vn, không có đường dẫn và không có "/" ở cuối (tên miền có dấu thì viết dạng xn--…)
a-field-name = tên của lĩnh vực
widths = một danh sách gồm 1 đến 8 chiều rộng tính bằng điểm ảnh, mỗi số từ 16 đến 4000, như [240, 480, 960, 1600]
a-width = một chiều rộng từ 16 đến 4000 điểm ảnh
a-force = "chưa có hiệu lực", "còn hiệu lực", "hết hiệu lực một phần", "hết hiệu lực toàn bộ", "ngưng hiệu lực" hoặc "không còn phù hợp"
a-boolean = true hoặc false, không đặt trong dấu ngoặc kép
a-home-part = một phần của trang chủ: alert, office, procedures, registers, lead, notices, calendar, figures, news, categories hoặc most-read

# site.json.

too-many-origins = các địa chỉ website cộng lại chỉ được dài tối đa { $limit } ký tự, nhưng có { $found }: máy chủ bỏ qua tiêu đề dài hơn; gộp các địa chỉ cùng tên miền thành https://*.thanhhoa.gov.vn, hoặc cho phép mọi trang bằng "*"
redirect-from = from: cần có đường dẫn như /tin-tuc/bai-cu.html, nhưng gặp "{ $found }"
redirect-to = to: cần có đường dẫn bắt đầu bằng "/", hoặc địa chỉ https, nhưng gặp "{ $found }"
redirect-to-itself = "{ $address }" được chuyển hướng về chính nó; sửa trường to, hoặc xóa mục này
used-twice = "{ $id }" được dùng hai lần; đặt cho mỗi mục một id riêng
reserved = "{ $id }" là địa chỉ mà trang tự dùng; chọn id khác
visits-kind = kind: cần có "file", "counter" hoặc "goatcounter", nhưng gặp "{ $found }"
goatcounter-number = cần có con số viết như "12 943"; cho phép hiển thị lượt truy cập trong phần cài đặt của GoatCounter

# Bài viết trong nguồn tin.

no-articles = bị thiếu; cần có danh sách các bài viết trong dấu [ ]
expected-articles = cần có danh sách các bài viết trong dấu [ ]
item-no-object = không phải là đối tượng; bị loại: viết mục này trong dấu ngoặc nhọn, có id và title
item-no-id = không có id; bị loại: đặt cho bài một id riêng, không thay đổi về sau
item-same-id = có id "{ $id }" trùng với một bài ở trước; bị loại, bài ở trước được giữ: đặt cho mỗi bài một id riêng
item-empty = không có tiêu đề, tóm tắt và nội dung; bị loại: ghi ít nhất một trong ba
item-date = không đọc được ngày "{ $date }"; bài được giữ nhưng không có ngày này: viết như 2023-11-30T07:04:41+07:00 hoặc 30/11/2023 07:04
item-no-text = cần có đoạn chữ; bài được giữ nhưng không có trường này: đặt giá trị trong dấu ngoặc kép
item-no-list = cần có danh sách; bài được giữ nhưng không có trường này: đặt giá trị trong dấu ngoặc vuông
item-address = "{ $address }" không phải là địa chỉ http, https, mailto hoặc tel; bài được giữ nhưng không có địa chỉ này: ghi địa chỉ đầy đủ, hoặc ../media/… nếu tệp nằm trong thư mục website
item-change = không có ngày đọc được (at) hoặc không có nội dung sửa (what); bài được giữ nhưng không có lần sửa này: viết {"{"}"at": "2026-07-02T08:00:00+07:00", "what": "…"{"}"}
item-old-changes = { $count } lần sửa cũ nhất bị bỏ; bài chỉ hiện nhiều nhất { $limit } lần sửa: xoá bớt các lần cũ
item-past-limit = mục này và các mục sau, tất cả { $count } mục, vượt quá giới hạn { $limit } mục; không được đọc: chuyển các mục này sang một tệp khác, và ghi tên tệp đó vào next_url

# Số liệu thủ tục hành chính.

too-many-periods = có hơn { $limit } kỳ; kỳ này và các kỳ sau bị bỏ qua: xóa bớt các kỳ cũ
too-many-fields = có hơn { $limit } lĩnh vực; lĩnh vực này và các lĩnh vực sau bị bỏ qua: gộp bớt các lĩnh vực
same-months = trùng tháng ({ $months }) với một kỳ ở trước; bị bỏ qua, kỳ ở trước được giữ: xóa một kỳ, hoặc gộp hai kỳ thành một
ends-before-it-begins = kỳ kết thúc ({ $to }) trước khi bắt đầu ({ $from }); đổi chỗ hai tháng, hoặc sửa một tháng

differs-in-time = là { $whole }, nhưng early và on_time cộng lại là { $parts }
differs-from-counts = là { $stated }, nhưng tính từ các số liệu thì được { $derived }
differs-in-balance = có { $incoming } hồ sơ phải giải quyết (received và carried_over), nhưng các kết quả cộng lại là { $outgoing }
differs-from-fields = là { $whole }, nhưng các lĩnh vực cộng lại là { $parts }
field-twice = có hai lĩnh vực cùng tên "{ $name }"
differs-from-previous = là { $here }, nhưng cuối kỳ { $previous } còn { $before } hồ sơ chưa giải quyết
differs-from-parts = là { $whole }, nhưng các kỳ ngắn hơn nằm trong đó cộng lại là { $parts }

# Trụ sở, cảnh báo và thủ tục.

too-many-entries = có hơn { $limit } mục; mục này và các mục sau bị bỏ qua: xóa các mục không còn dùng
same-entry-id = có id "{ $id }" trùng với một mục ở trước; bị loại, mục ở trước được giữ: đặt cho mỗi mục một id riêng
same-date = trùng ngày ({ $date }) với một mục ở trước; bị loại, mục ở trước được giữ: gộp hai mục thành một
ends-before-its-start = ngày cuối ({ $to }) ở trước ngày đầu ({ $from }); bị loại: đổi chỗ hai ngày, hoặc sửa một ngày
unread-hours = không chắc chắn về ngày và giờ trong "{ $hours }"; dòng này vẫn hiện nguyên văn, nhưng trang không báo đang mở hay đóng cửa: viết như "Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00"
unread-hours-of-day = không chắc chắn về giờ trong "{ $hours }"; trong ngày này trang không báo đang mở hay đóng cửa: viết như "7:30–11:30, 13:30–17:00", hoặc "nghỉ" nếu không làm việc
hours-contradict = các dòng giờ trái nhau hoặc chồng lên nhau, hoặc không dòng nào ghi thứ trong tuần; các dòng vẫn hiện nguyên văn, nhưng trang không báo đang mở hay đóng cửa: để mỗi buổi của một ngày chỉ có ở một dòng
empty-alert = không có title và text; bị loại: ghi ít nhất một trong hai
alert-ends = cảnh báo kết thúc ({ $until }) trước hoặc đúng lúc bắt đầu ({ $from }); bị loại: sửa một trong hai
alert-without-end = bị thiếu hoặc không đọc được; cảnh báo sẽ hết hiệu lực 24 giờ sau khi bắt đầu: ghi lúc kết thúc
alert-ends-at-midnight = là một ngày không có giờ; cảnh báo sẽ hết hiệu lực khi ngày này bắt đầu: ghi thêm giờ, như 2026-11-20T23:59
empty-person = không có post và name; bị loại: ghi ít nhất chức vụ hoặc họ tên
phone-without-consent = số riêng chỉ được đăng khi người ấy đồng ý; bị bỏ qua: ghi "consent": true nếu đã có sự đồng ý, hoặc ghi số của cơ quan vào "phone"
empty-document = không có number và abstract; bị loại: ghi ít nhất số, ký hiệu hoặc trích yếu
no-such-event = trong events không có sự kiện "{ $id }"; bị bỏ qua: thêm sự kiện này vào events, hoặc sửa id

# Lịch (calendar.json).

a-day-or-time = ngày như 2025-07-03, hoặc ngày giờ như 2025-07-03T08:00
an-end-time = ngày giờ như 2025-07-03T11:30, ngày như 2025-07-03, hoặc giờ như 11:30
a-repeat = câu như "Thứ Năm hằng tuần", hoặc đối tượng có every
a-weekday = thứ trong tuần như "thu-5", "chu-nhat" hoặc "Thứ Năm"
on-holiday = "skip" (nghỉ), "next" (chuyển sang ngày làm việc tiếp theo) hoặc "keep" (vẫn làm)
cancelled = true, false, hoặc lý do hủy là đoạn chữ trong dấu ngoặc kép
unread-repeat = không chắc chắn về cách lặp lại trong "{ $text }"; câu này vẫn hiện nguyên văn, nhưng mục này chỉ hiện ở ngày bắt đầu: viết như "Thứ Năm hằng tuần", "ngày 15 hằng tháng" hoặc "ngày làm việc đầu tiên hằng tháng"
entry-ends = kết thúc trước hoặc đúng lúc bắt đầu, hoặc sau hơn { $limit } ngày; mục này được giữ nhưng không có lúc kết thúc: sửa start hoặc end
end-without-time = là một ngày không có giờ, trong khi lúc bắt đầu có giờ; mục này kéo dài đến 23:59 của ngày đó: ghi thêm giờ, như 11:30
end-with-time = có giờ, trong khi lúc bắt đầu không có giờ; mục này hiện cả ngày: ghi thêm giờ vào start, hoặc bỏ giờ ở end
repeat-too-long = một mục lặp lại chỉ được dài tối đa { $limit } ngày; mục này được giữ nhưng không có lúc kết thúc: sửa end, và dùng repeat để nói mục này lặp lại đến bao giờ
empty-exception = không hủy và không đổi gì; bị loại: ghi "cancelled": true, hoặc giờ (start, end), nơi (place) mới
no-such-occurrence = ngày { $date } không phải là ngày diễn ra mục này; không có tác dụng: sửa ngày
