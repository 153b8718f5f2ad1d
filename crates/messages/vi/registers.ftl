# Cơ quan, cảnh báo, thủ tục

lacks = chưa có: { $parts }
papers = giấy tờ cần mang theo
fee = lệ phí
time = thời hạn giải quyết
place = nơi nhận hồ sơ
decision-old = quyết định công bố ngày { $date }, đã hơn hai năm: xem thủ tục có còn như vậy không
place-unknown = "{ $id }" không phải là id của quầy nào trong office.json; trang hiện nguyên như vậy: sửa id, hoặc viết thành câu như "Bộ phận Một cửa"
place-without-office = "{ $id }" là id của một quầy, nhưng website chưa có office.json; trang hiện nguyên như vậy: thêm office.json, hoặc viết thành câu như "Bộ phận Một cửa"
desk-unknown = "{ $id }" không phải là id của quầy nào trong office.json, nên trang không nêu quầy: sửa id, hoặc xoá "desk"
desk-without-office = "{ $id }" là id của một quầy, nhưng website chưa có office.json, nên trang không nêu quầy: thêm office.json, hoặc xoá "desk"
no-unit = chưa có quầy nào; thanh ở đầu mọi trang không có số điện thoại và giờ làm việc: ghi ít nhất một quầy có "name"
unit-lacks-phone = quầy đầu tiên ("{ $unit }") chưa có số điện thoại; thanh ở đầu mọi trang lấy số của quầy này: ghi vào "phones", hoặc đưa quầy khác lên đầu
unit-lacks-hours = quầy đầu tiên ("{ $unit }") chưa có giờ làm việc; thanh ở đầu mọi trang lấy giờ của quầy này: ghi vào "hours", hoặc đưa quầy khác lên đầu
alert-long = cảnh báo kéo dài hơn một năm, đến { $until }: xem lại năm ở until; tin cần để lâu thì ghi mức "thông tin"

# Các phần của trang chủ (home trong site.json)

no-alerts = trang chủ không hiện phần này: website không có data/alerts.json
no-office = trang chủ không hiện phần này: website không có data/office.json
no-popular = trang chủ không hiện phần này: không có thủ tục nào được đánh số ở "popular" trong data/procedures.json
no-registers = trang chủ không hiện phần này: website không có data/documents.json, data/calendar.json và data/people.json
no-calendar = trang chủ không hiện phần này: website không có data/calendar.json
no-articles = trang chủ không hiện phần này: website chưa có bài viết nào
no-notices = trang chủ không hiện phần này: không có chuyên mục nào mang id "thong-bao", hoặc chuyên mục ấy chưa có bài
no-figures = trang chủ không hiện phần này: website không có data/tthc.json
no-categories = trang chủ không hiện phần này: chưa có chuyên mục nào có bài
no-counter = trang chủ không hiện phần này: chỉ bộ đếm trực tiếp mới biết bài nào được đọc nhiều

# Văn bản (documents.json)

force-differs = force ghi "{ $claimed }", nhưng theo ngày tháng và các văn bản liên quan thì hôm nay "{ $found }"; trang hiện kết quả tính được và nói rõ chỗ trái nhau: sửa force, hoặc sửa ngày và các văn bản liên quan
effective-before-issue = ngày có hiệu lực ở trước ngày ban hành: xem lại hai ngày
expires-before-effective = ngày hết hiệu lực không ở sau ngày có hiệu lực, nên văn bản không có hiệu lực ngày nào: xem lại hai ngày
effective-unknown = chưa rõ ngày có hiệu lực, nên trang không nói văn bản còn hiệu lực hay không: ghi ngày vào "effective"
by-older = văn bản "{ $number }" ban hành trước văn bản này, nên không thể thay thế, bãi bỏ hoặc sửa đổi nó: xem lại số hoặc ngày
end-unknown = bị "{ $number }" thay thế, bãi bỏ hoặc sửa đổi, nhưng chưa rõ văn bản đó có hiệu lực từ ngày nào, nên trang không nói văn bản này còn hiệu lực hay không: ghi {"{"}"number": "{ $number }", "effective": "2026-07-01"{"}"}
names-itself = văn bản tự nhắc đến chính nó; bị bỏ qua: sửa số
ambiguous = có nhiều văn bản mang số "{ $number }", nên chưa rõ văn bản nào; bị bỏ qua: ghi thêm năm như "{ $number } năm 2026", hoặc ghi id
number-twice = số "{ $number }" đã có ở một văn bản khác trong cùng năm; cả hai vẫn hiện: xem lại số, hoặc ghi "issuer" nếu hai cơ quan cùng dùng số này
document-without-file = chưa có toàn văn; trang bảo người đọc hỏi cơ quan ban hành: ghi tệp vào "files"
draft-without-address = dự thảo chưa ghi nơi nhận góp ý; ghi địa chỉ thư điện tử, địa chỉ https hoặc một câu vào "send_to"
search-unreadable = không đọc được: trang tìm kiếm sẽ báo như vậy và chỉ tìm trong tin mới
search-counts = { $what }: phần tìm kiếm biết { $indexed }, trang có { $site }
