# Cơ quan, cảnh báo, thủ tục

lacks = chưa có: { $parts }
papers = giấy tờ cần mang theo
fee = lệ phí
time = thời hạn giải quyết
place = nơi nhận hồ sơ
decision-old = quyết định công bố ngày { $date }, đã hơn hai năm: xem thủ tục có còn như vậy không
place-unknown = "{ $id }" không phải là id của quầy nào trong office.json; trang hiện nguyên như vậy: sửa id, hoặc viết thành câu như "Bộ phận Một cửa"
place-without-office = "{ $id }" là id của một quầy, nhưng website chưa có office.json; trang hiện nguyên như vậy: thêm office.json, hoặc viết thành câu như "Bộ phận Một cửa"
no-unit = chưa có quầy nào; thanh ở đầu mọi trang không có số điện thoại và giờ làm việc: ghi ít nhất một quầy có "name"
unit-lacks-phone = quầy đầu tiên ("{ $unit }") chưa có số điện thoại; thanh ở đầu mọi trang lấy số của quầy này: ghi vào "phones", hoặc đưa quầy khác lên đầu
unit-lacks-hours = quầy đầu tiên ("{ $unit }") chưa có giờ làm việc; thanh ở đầu mọi trang lấy giờ của quầy này: ghi vào "hours", hoặc đưa quầy khác lên đầu
alert-long = cảnh báo kéo dài hơn một năm, đến { $until }: xem lại năm ở until; tin cần để lâu thì ghi mức "thông tin"

# Các phần của trang chủ (home trong site.json)

no-alerts = trang chủ không hiện phần này: website không có data/alerts.json
no-office = trang chủ không hiện phần này: website không có data/office.json
no-popular = trang chủ không hiện phần này: không có thủ tục nào được đánh số ở "popular" trong data/procedures.json
no-articles = trang chủ không hiện phần này: website chưa có bài viết nào
no-notices = trang chủ không hiện phần này: không có chuyên mục nào mang id "thong-bao", hoặc chuyên mục ấy chưa có bài
no-figures = trang chủ không hiện phần này: website không có data/tthc.json
no-categories = trang chủ không hiện phần này: chưa có chuyên mục nào có bài
no-counter = trang chủ không hiện phần này: chỉ bộ đếm trực tiếp mới biết bài nào được đọc nhiều
