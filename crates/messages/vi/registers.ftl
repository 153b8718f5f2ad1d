# Cơ quan, cảnh báo, thủ tục

lacks = chưa có: { $parts }
papers = giấy tờ cần mang theo
fee = lệ phí
time = thời hạn giải quyết
place = nơi nhận hồ sơ
decision-old = quyết định công bố ngày { $date }, đã hơn hai năm: xem thủ tục có còn như vậy không
