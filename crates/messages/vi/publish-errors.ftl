# Vì sao chưa đăng gì.

no-site = website chưa có { $path }; ghi đúng thư mục website, là thư mục có chứa tệp này, hoặc tạo tệp với ít nhất: {"{"}"version": 1, "name": "Ủy ban nhân dân xã …", "base_url": "https://…/"{"}"}
nothing-to-read = ở đây không có { $path } và cũng không có { $feed }; ghi đúng thư mục website, là thư mục có chứa { $path }
site-misnamed = website chưa có { $path }, nhưng có { $other }: đổi tên tệp này thành { $path }
base-path = --base-path "{ $found }": cần có "/", hoặc một đường dẫn gồm các chữ a-z, chữ số và dấu gạch nối, bắt đầu và kết thúc bằng "/", ví dụ /quangthanh/

# Thư mục đã dựng

output = { $folder }: { $problem }
output-file = đây là một tệp; ghi tên thư mục sẽ được tạo, hoặc xóa tệp này
output-below-file = một phần của đường dẫn này là tệp, mà tệp thì không chứa được thư mục; ghi đường dẫn khác
output-dead-link = đây là một liên kết không dẫn đến thư mục nào; tạo thư mục mà nó dẫn đến, hoặc xóa liên kết
output-root = không thay được thư mục gốc của ổ đĩa; ghi tên một thư mục trong đó
output-mount-point = đây là một điểm gắn ổ đĩa (ví dụ volume của container) nên không thay bằng thư mục mới được; ghi tên một thư mục bên trong, ví dụ --out …/site, và cho máy chủ dùng thư mục ấy
output-foreign = { $folder }: thư mục này không rỗng và không do trangxa tạo ra; chọn thư mục khác, hoặc dọn rỗng thư mục này
output-is-source = thư mục đã dựng { $folder } chính là một thư mục mà lệnh build đọc; chọn thư mục khác ở bên ngoài
output-nested = hai thư mục { $folder } và { $other } nằm trong nhau; chọn thư mục đã dựng ở bên ngoài
output-busy = một lệnh build khác đang ghi vào { $folder }; chờ lệnh ấy xong, hoặc dừng lệnh ấy, rồi chạy lại
output-busy-with = một lệnh build khác ({ $holder }) đang ghi vào { $folder }; chờ lệnh ấy xong, hoặc dừng lệnh ấy, rồi chạy lại
output-holder = tiến trình { $process }, từ { $time }
output-beside = không tạo được { $path } bên cạnh thư mục đã dựng: { $reason }. Thư mục mới được tạo ở đó trước khi thay thư mục cũ, vì vậy cần cho trangxa quyền ghi vào thư mục chứa { $folder }, hoặc chọn chỗ khác cho thư mục đã dựng
output-list-damaged = { $list }: danh sách các tệp do trangxa ghi đã bị hỏng nên không phân biệt được chúng với các tệp khác; chuyển các tệp khác ra khỏi thư mục này, xóa thư mục, chạy lại lệnh build, rồi chuyển các tệp ấy về
output-foreign-files = { $folder } có những tệp không do trangxa ghi, nằm đúng chỗ các tệp của website: { $files }; chuyển chúng đi nơi khác, hoặc vào thư mục website nếu người đọc cần chúng, rồi chạy lại lệnh build
output-inner-mounts = trong thư mục đã dựng có gắn những thư mục khác, không chuyển theo được khi thay thư mục: { $folders }; gắn chúng ở nơi khác
output-held = website mới chưa thay được { $folder }, vì có chương trình đang mở thư mục này: { $reason }. Đóng cửa sổ File Explorer, cửa sổ dòng lệnh và chương trình tải tệp đang mở thư mục ấy hoặc thư mục bên trong, rồi dựng lại
output-not-replaced = thư mục mới không thay được { $folder }: { $reason }. Không chương trình nào được đang mở thư mục này, và nó phải là một thư mục bình thường: không phải điểm gắn ổ đĩa, và không phải một phần của image của container
output-not-recovered = một lệnh build trước đã bị dừng giữa chừng và để lại { $left }, trong đó có thứ không chuyển được về { $folder } hoặc không xóa được: { $reason }. Cấp quyền ấy cho người chạy lệnh, hoặc tự chuyển và xóa, rồi chạy lại lệnh build
output-left-behind = website đã dựng xong, nhưng không chuyển được hết những tệp mà các chương trình khác đã đặt vào thư mục: { $reason }. Phần còn lại nằm trong { $left }; lần dựng sau sẽ thử lại
and-more = { $names } và { $count } tên nữa

# Ứng dụng

app = { $path }: { $problem }; dựng ứng dụng bằng `cargo xtask build`, hoặc dùng thư mục ứng dụng của bản phát hành này
app-no-wasm = không có tệp .wasm
app-other-sources = được dựng từ mã nguồn khác với trangxa này ({ $build })
app-no-place-for-parts = không có chỗ ghi tên các phần của chương trình
app-no-place-for-head = không có chỗ cho phần đầu trang
app-no-element = không có phần tử dành cho ứng dụng
app-not-for-root = không được dựng cho đường dẫn gốc "/"
app-no-stylesheet = không có tệp định dạng CSS
app-stylesheet-without-address = có tệp định dạng CSS mà không ghi địa chỉ
app-stylesheet-missing = không nhắc đến { $file }
app-no-parts = không phải là danh sách các phần: { $reason }
app-lacks-part = thiếu phần "{ $part }"

# Một tệp của website

page = { $page }: { $problem }
page-outside = đường dẫn này dẫn ra ngoài thư mục đã dựng; chưa ghi gì ở đó
page-unportable = { $problem }; đặt tên khác
page-twin = có hệ điều hành xem tên này là { $twin }, cũng là một tệp được ghi
