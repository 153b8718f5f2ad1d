# Những gì lệnh nhập bài viết báo. Tên tệp hoặc địa chỉ của nguồn, vị trí trong đó và tiêu đề của bài đứng trước câu này.

# Vì sao chưa nhập được gì.

no-sources = chưa ghi nguồn nào; ghi địa chỉ của nguồn tin, tên tệp hoặc tên thư mục
no-source-read = không đọc được nguồn nào:
    { $errors }

# Vì sao không đọc được một nguồn, hoặc một tài liệu của nguồn.

unreadable-file = không đọc được tệp: { $reason }
empty-folder = thư mục không có tệp nào có đuôi .xml, .rss, .atom, .rdf hoặc .json; ghi đúng thư mục có các tệp của nguồn tin
too-large = tệp có { $bytes } byte, giới hạn là { $limit }; dùng nguồn tin có ít bài hơn
empty = tài liệu trống; có thể trang đó đã tắt nguồn tin: hỏi đơn vị vận hành trang
web-page = đây là trang web, không phải nguồn tin; tìm trên trang đó liên kết có chữ RSS, hoặc hỏi đơn vị vận hành trang về địa chỉ của nguồn tin
unknown = đây không phải XML cũng không phải JSON; cần có RSS, Atom, RDF, JSON Feed hoặc JSON của xã, phường ở Đà Nẵng
encoding = chữ không phải UTF-8, cũng không đúng bảng mã mà tài liệu khai báo ("{ $label }"); lưu lại bằng UTF-8, hoặc đề nghị đơn vị vận hành trang sửa
nothing-read = nguồn có các mục nhưng không đọc được mục nào:
    { $losses }
no-feed = không đọc được như một nguồn tin: { $problem }; kiểm tra lại địa chỉ, hoặc đề nghị đơn vị vận hành trang sửa nguồn tin
unknown-json = đây là JSON, nhưng không phải JSON Feed ("version": "https://jsonfeed.org/version/1.1"), cũng không phải danh sách tin có TinTucID và TieuDe; kiểm tra lại địa chỉ

# Vì sao không đọc được XML.

no-element = tài liệu không có phần tử nào
no-end = phần tử <{ $name }> không có thẻ đóng
too-deep = các phần tử lồng nhau sâu quá { $limit } cấp
no-feed-element = <{ $name }> không phải là phần tử của nguồn tin
broken = XML bị hỏng ("{ $problem }")
broken-with-many-items = tài liệu bị hỏng và có hơn { $limit } mục

# Chuỗi tài liệu.

rest-not-read-now = { $error }; lần này các tài liệu sau đó không được đọc: nhập lại sau
rest-not-read = { $error }; các tài liệu sau đó không được đọc: sửa tài liệu này rồi nhập lại
file-left-out = { $error }; tệp này bị bỏ qua
next-no-address = "{ $next }" không phải là địa chỉ web nên chương trình không đọc tiếp, và những gì ở đó chưa được nhập: đề nghị đơn vị vận hành trang sửa
no-next-file = không có "{ $next }" trong thư mục nguồn nên chương trình không đọc tiếp: chép tệp đó vào thư mục rồi nhập lại
chain-too-long = chuỗi có hơn { $limit } tài liệu; phần còn lại bị bỏ qua
summaries-only = đây là danh sách tóm tắt do Trang Xã tạo ra; toàn văn nằm trong feed.json ở thư mục gốc của trang đó, nhập tệp đó

# Các mục.

item = mục { $number }
broken-item = mục này bị hỏng ({ $problem }) nên bị bỏ qua: đề nghị đơn vị vận hành trang sửa
no-object = đây không phải là đối tượng nên bị bỏ qua
no-text = không có tiêu đề, tóm tắt và nội dung nên bị bỏ qua: ghi ít nhất một trong ba trên trang nguồn
no-text-danang = không có TieuDe, GioiThieu và NoiDung nên bị bỏ qua: ghi ít nhất một trong ba trên trang nguồn
unreadable-date = không đọc được ngày "{ $date }"; bài được nhập nhưng không có ngày này: sửa trên trang nguồn, hoặc ghi thêm date_published cho bài trong feed.json của website
other-content = bài viết không hiển thị được { $kind }; bài được nhập nhưng không có phần này
item-too-large = mục này dài hơn { $limit } byte nên bị bỏ qua: để hình ảnh thành tệp riêng, không để trong nội dung
deleted = { $count } mục đã được đánh dấu xóa nên bị bỏ qua
months-for-minutes = trong nguồn NukeViet này, chỗ ghi phút lại là tháng; chương trình lấy ngày và giờ, còn phút ghi là 00

# Chữ.

undecodable = có byte không phải là chữ nên mục này bị bỏ qua: trang nguồn phải gửi UTF-8
encoded-twice = chữ bị giải mã sai (như "Há»™i" thay cho "Hội") nên mục này bị bỏ qua: đơn vị vận hành trang nguồn phải sửa ở đó
old-font = có vẻ là chữ của phông cũ (TCVN3 hoặc VNI) nên mục này bị bỏ qua: chuyển sang Unicode trên trang nguồn, ví dụ bằng UniKey
letters-restored = chữ của { $count } mục bị mã hóa hai lần (như "Há»™i" thay cho "Hội"); chương trình đã khôi phục

# Mã id.

same-id = một mục ở trước có cùng id "{ $id }" nên mục này bị bỏ qua: đặt id khác cho mục này trên trang nguồn
same-link = một mục ở trước có cùng liên kết, tiêu đề và ngày nên mục này bị bỏ qua
id-of-another = một bài khác đã có id "{ $own }"; bài này được nhập với id "{ $id }"
shared-id = { $count } mục có chung id "{ $id }" nên đó không phải là id; chương trình dùng liên kết của từng mục thay thế

# Hình ảnh và tệp.

not-copied = { $problem }; địa chỉ được giữ nguyên
over-total = tệp này và các tệp sau vượt quá giới hạn max_total_bytes là { $limit }; các tệp đó không được chép, địa chỉ được giữ nguyên
over-count = tệp này và các tệp sau vượt quá giới hạn max_files là { $limit }; các tệp đó không được chép, địa chỉ được giữ nguyên
file-over-limit = tệp lớn hơn { $limit } byte, là giới hạn cho một tệp, nên không được chép: giảm dung lượng tệp trên trang nguồn
local-file-over-limit = tệp có { $bytes } byte, giới hạn cho một tệp là { $limit }, nên không được chép: giảm dung lượng tệp
page-for-file = trang nguồn gửi một trang web thay cho tệp
no-pdf = trang nguồn gửi một tệp không phải PDF
empty-file = trang nguồn gửi một tệp trống
no-picture = trang nguồn gửi một tệp không phải ảnh JPEG, PNG, GIF, WebP, AVIF hoặc BMP

# Nguồn tin của chính trang.

no-json-feed = cần có JSON Feed, là một đối tượng có version và items
no-items = bị thiếu hoặc không phải danh sách; cần có danh sách các bài viết
next-outside = { $next } không nằm trong thư mục website; được giữ lại và không đọc tiếp
next-in-other-folder = { $next } nằm trong thư mục khác; mọi tài liệu của nguồn tin phải nằm trong cùng một thư mục
next-leads-back = dẫn ngược về { $path }; chuỗi dừng ở đây: sửa hoặc xóa trường này
no-next = không có { $path }; cần có tài liệu tiếp theo của nguồn tin

# Những gì lần nhập trước đã biết.

state-unreadable = mọi nguồn được đọc lại, vì không đọc được tệp: { $reason }
state-damaged = tệp bị hỏng; mọi nguồn được đọc lại, và tệp được ghi lại
