# Điều gì của một tệp lịch (.ics) không nhập được. Dòng và tên mục đứng trước câu này.

doubt = dòng { $line }, "{ $event }": { $problem }
not-a-calendar = tệp không có VEVENT nào; tệp này có thể không phải là lịch: xuất lịch lại dưới dạng .ics
no-start = không có ngày bắt đầu đọc được (DTSTART); bị loại: thêm mục này bằng tay
no-title = không có tên (SUMMARY); bị loại: đặt tên cho mục này rồi xuất lại
private = được đánh dấu là riêng tư (CLASS:{ $class }); bị loại vì trang là công khai: bỏ đánh dấu nếu mục này được phép đăng
unknown-zone = có giờ theo múi giờ "{ $zone }" mà chương trình không biết; bị loại: ghi lại theo giờ Việt Nam
unknown-end = không đọc được lúc kết thúc "{ $value }"; mục này được giữ nhưng không có lúc kết thúc
unknown-rule = không chuyển được quy tắc lặp lại "{ $rule }"; chỉ ngày đầu được nhập: viết repeat bằng tay
start-off-rule = ngày bắt đầu không theo quy tắc lặp lại "{ $rule }"; mục này chỉ hiện vào các ngày của quy tắc
extra-dates = có thêm các ngày lẻ (RDATE) ngoài quy tắc; các ngày này bị bỏ: thêm từng ngày bằng tay
unknown-exception = không đọc được ngày ngoại lệ "{ $value }"; ngoại lệ này bị bỏ
other-texts = ngày { $date } có tên hoặc nội dung khác với cả chuỗi; chỉ giờ, nơi và việc hủy được nhập cho ngày đó
and-later = từ ngày { $date } trở đi được đổi cả chuỗi; thay đổi này bị bỏ: tách thành hai mục
no-series = là ngày { $date } của một chuỗi không có trong tệp; được nhập thành một mục riêng
too-many = tệp có hơn { $limit } mục; mục này và các mục sau bị bỏ: bớt các mục cũ rồi xuất lại
same-uid = có UID trùng với một mục ở trước; bị loại, mục ở trước được giữ
