# Nội dung của từng vấn đề mà `trangxa check` và `trangxa build` báo. Ý nghĩa của mỗi loại ở trong `findings.ftl`.

# Vị trí. Tên tệp và dấu phẩy đứng trước.

place-article = bài "{ $id }" ("{ $title }")
place-page = trang "{ $id }" ("{ $title }")

# Các tệp dữ liệu

site-missing = thiếu tệp này; chế độ không dựng trang vẫn chạy được, nhưng muốn dựng website thì cần có
site-misnamed = thiếu tệp này; trong thư mục có { $other }: đổi tên thành { $path }
document-missing = thiếu tệp { $path }; website được đăng mà không có tệp này
document-meant = thiếu tệp { $path }; trong thư mục có { $other }: đổi tên thành { $path }
document-unportable = { $path }: { $problem }; đổi tên tệp
document-misnamed = tệp này không được đọc; chương trình chỉ đọc { $document }
feed-missing = thiếu tệp bài viết; tệp này chứa các bài viết theo dạng JSON Feed
feed-meant = thiếu tệp bài viết; trong thư mục có { $other }: đổi tên thành { $path }
feed-elsewhere = chỉ ứng dụng trong trình duyệt đọc { $address }; muốn các trang có bài viết thì đặt một bản sao ở { $path }
feed-too-long = các bài viết nằm trong hơn { $limit } tệp nối tiếp nhau; phần còn lại bị bỏ qua
feed-cut-off = các bài viết nối tiếp ở tệp này, nhưng thiếu tệp
feed-leads-out = { $address } không nằm trong thư mục website; phần còn lại của các bài viết bị bỏ qua
id-taken = trùng id với một bài trong tệp trước; bài này bị loại, bài trước được giữ
repeated = "{ $name }" được ghi hai lần ở đây; nội dung ghi lần trước không được đọc
unknown-name = không có trường nào tên "{ $name }"; có phải là "{ $meant }"?
bad-source-address = cần có địa chỉ như https://xa.example/, nhưng gặp "{ $found }"; người đọc không mở được địa chỉ này

# Tệp, hình ảnh và liên kết

file-missing = thiếu tệp { $path }
recording-unplayable = { $path } không phải là bản ghi âm mà trình duyệt phát được; lưu lại thành MP3, M4A hoặc Opus
recording-insecure = { $address } bắt đầu bằng http://, trình duyệt không phát bản ghi âm từ địa chỉ như vậy; đặt tệp vào thư mục media/ của website, hoặc dùng địa chỉ https://
link-broken = không có /{ $path }
meant = { $problem }; trong thư mục có { $file }: ghi lại là { $address }
meant-spelling = { $problem }; trong thư mục có { $file }: ghi lại là { $address } (chữ hoa, chữ thường, dấu và khoảng trắng phải giống hệt)
outside-of-site = { $address } nằm ngoài website, vì gốc của website là { $root }; ghi lại là { $path }
address-on-one-computer = "{ $address }" là tệp trên một máy tính, người đọc không mở được
address-of-one-program = "{ $address }" chỉ có trong phần mềm đã soạn bài, người đọc không mở được
address-in-one-network = "{ $address }" chỉ mở được trong mạng của cơ quan hoặc trên một máy tính
address-in-text = "{ $address }" nằm ngay trong bài viết; lưu thành một tệp riêng
address-of-scheme = "{ $address }" bắt đầu bằng { $scheme }:, trang không tạo liên kết như vậy
not-published = { $problem }; không được đăng
folder-not-published = { $problem }; những gì trong thư mục này không được đăng
is-link = đây là một liên kết, có thể dẫn ra ngoài thư mục; đặt chính tệp đó vào đây
is-special = đây là pipe, socket hoặc thiết bị, không phải là tệp; bỏ nó đi
is-nameless = tên tệp không phải mã UTF-8; đổi tên tệp
rename = { $problem }; đổi tên, cả ở đây lẫn trong tệp dữ liệu có nhắc đến nó
twin = Windows và macOS xem tên này là một với { $twin }, vì hai tên chỉ khác nhau ở chữ hoa hoặc ở cách gõ dấu
output-kept = một chương trình khác đã ghi những tệp này vào { $folder } trước khi thư mục được thay, và ở chỗ của chúng nay đã có tệp khác: { $files }; lấy những gì cần dùng, rồi xóa thư mục này

# Những tên mà không phải hệ điều hành nào cũng chứa được

bad-character = trên Windows, tên tệp không được có { $character }
bad-end = trên Windows, tên tệp không được kết thúc bằng dấu chấm hoặc khoảng trắng
device = Windows hiểu tên { $name } là một thiết bị

# Nội dung bài viết

text-lost = trang thiếu đoạn chữ "{ $text }"
shown = trang hiện ra "{ $text }"
no-author = ghi tác giả vào "authors", hoặc nguồn vào "_trangxa.source"
no-author-in-file = thêm dòng "tác giả: …", hoặc "nguồn: …" ở đầu tệp
no-text = ghi nội dung vào "content_html" hoặc "content_text"
no-text-in-file = viết nội dung dưới các dòng ở đầu tệp
no-alt = số hình ảnh chưa có lời mô tả: { $count }

# Số liệu, bộ đếm, ngày tháng

period-ahead = kỳ { $period } chưa bắt đầu vào thời điểm ghi ở updated_at
figures-stale = cập nhật lần cuối ngày { $date }, đã quá 45 ngày
visits-stale = đếm lần cuối ngày { $date }, đã quá một ngày
news-stale = bài mới nhất đăng ngày { $date }, đã quá { $days } ngày
no-counts = không có số lượt truy cập của { $site }; { $hint }
hint-goatcounter = kiểm tra địa chỉ của bộ đếm, và xem mục "Allow adding visitor counts on your website" đã được bật trong phần cài đặt chưa
hint-counter = kiểm tra địa chỉ của bộ đếm, và xem bộ đếm có được chạy với --origin cùng địa chỉ của website này không
category-unnamed = "{ $id }" có { $count } bài viết; ghi tên chuyên mục để nó có trong menu

# Những phần cần có trên trang của cơ quan nhà nước

lacks-editor = chưa ghi người chịu trách nhiệm nội dung (ở chân trang)
lacks-address = chưa ghi địa chỉ trụ sở (ở chân trang)
lacks-phone = chưa ghi số điện thoại (ở chân trang)
lacks-email = chưa ghi địa chỉ thư điện tử (ở chân trang)
lacks-about = chưa có trang "Giới thiệu" về đơn vị
lacks-contact = chưa có trang "Liên hệ" với thông tin liên hệ
lacks-categories = chưa có chuyên mục nào; menu gồm các chuyên mục
lacks-figures = chưa có số liệu TTHC

# Chuyển hướng

not-redirected = { $from }: { $reason }; không được chuyển hướng
partly-redirected = { $from }: { $reason }; chỉ những máy chủ đọc danh sách chuyển hướng mới chuyển hướng địa chỉ này
query-redirected = { $from } có phần truy vấn; chỉ nginx, Apache, Caddy và lighttpd chuyển hướng được, máy chủ khác bỏ qua mục này
redirect-twin = Windows và macOS xem địa chỉ này là một với /{ $twin }
redirect-leads-out = địa chỉ dẫn ra ngoài website, hoặc không giải mã được
redirect-bad-character = địa chỉ có ký tự không được phép dùng trong địa chỉ
redirect-twice = một mục trước đã chuyển hướng địa chỉ này
redirect-taken = ở địa chỉ này website đã có một trang hoặc một tệp
redirect-circular = các chuyển hướng dẫn ngược trở lại chính địa chỉ này
