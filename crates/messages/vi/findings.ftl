# Báo cáo của lệnh `trangxa check`.

read = { $site }: đã đọc { $articles } bài viết.
none = Không có vấn đề gì: mọi nội dung đều được đăng đúng như mong muốn.
more = và { $count } chỗ nữa; thêm --all để xem tất cả

# Mức độ, nặng nhất trước.

severity-error = KHÔNG ĐỌC ĐƯỢC ({ $count })
severity-risk = DỮ LIỆU CÁ NHÂN ({ $count })
severity-loss = BỊ MẤT ({ $count })
severity-fault = CHƯA ĐÚNG Ý ({ $count })
severity-advice = NÊN CẢI THIỆN ({ $count })

# Ý nghĩa của từng loại: nội dung sẽ ra sao, và cần làm gì.

unreadable = không đọc được tệp: chưa đăng được gì cho đến khi sửa xong
personal-data = dữ liệu cá nhân của công dân; Luật 91/2025/QH15 chỉ cho công khai khi người đó đồng ý hoặc pháp luật quy định: che bớt, xóa đi, hoặc ghi căn cứ vào _trangxa.personal_data_ok của bài (dòng "căn cứ công khai:" trong tệp Markdown, Word)
item-rejected = bài bị loại, không có trên website: cho mỗi bài một id riêng, và một tiêu đề hoặc nội dung
field-repeated = một trường được ghi hai lần và chỉ lần sau cùng được đọc: xóa bớt một, hoặc gộp lại
text-lost = có chữ trong bài không hiện trên trang: sửa các thẻ HTML ở đoạn đó
document-left-out = bị bỏ qua: website được đăng mà không có nội dung này
figures-left-out = một kỳ hoặc một lĩnh vực của số liệu không dùng được: trang không hiện phần này
number-left-out = một con số hoặc một tên gọi không dùng được: trang hiện như chưa công bố
entry-left-out = một mục (quầy, cảnh báo, thủ tục) không dùng được: trang không hiện mục này
entry-field-left-out = một chỗ trong một mục (quầy, cảnh báo, thủ tục) không dùng được: mục vẫn hiện, nhưng không có chỗ này
place-unknown = nơi nhận hồ sơ của một thủ tục là một id mà website không biết: trang hiện nguyên id ấy
desk-unknown = một chức danh hoặc một việc trong lịch ghi quầy mà website không biết: trang không nêu quầy ấy
entry-doubtful = một mục (quầy, cảnh báo) có điều nên xem lại
home-part-empty = site.json ghi một phần mà trang chủ không có gì để hiện
search-outdated = phần tìm kiếm chưa có đủ những gì trang có, hoặc còn giữ điều đã gỡ: cần dựng lại trang
document-contradicts = ngày tháng hoặc quan hệ của một văn bản trái nhau: trang hiện điều tính được, hoặc không nói về hiệu lực
document-incomplete = văn bản còn thiếu toàn văn, ngày có hiệu lực hoặc nơi nhận góp ý
procedure-incomplete = thủ tục còn thiếu điều mà người dân cần biết trước khi đến
field-left-out = một trường của bài viết không dùng được: bài vẫn hiện, nhưng không có trường này
field-unknown = tên trường không được nhận ra, nên nội dung ghi ở đó không có trên trang: sửa lại tên
document-misnamed = tệp không được đọc, vì tên gần giống nhưng chưa đúng: đổi tên, hoặc chuyển đi nơi khác (Windows thường ẩn phần đuôi của tên tệp)
file-missing = thiếu tệp: chép tệp vào thư mục website, hoặc bỏ chỗ nhắc đến nó
picture-unusable = ảnh mà trình duyệt không hiển thị được: trang không có ảnh này; lưu ảnh theo định dạng khác
picture-broken = tệp ảnh bị hỏng hoặc không trọn vẹn: chép lại ảnh vào thư mục của trang
picture-huge = ảnh quá lớn, không đọc được: trang không có ảnh này; thu nhỏ ảnh
picture-unreduced = ảnh được đăng nguyên như vậy, quá nặng cho điện thoại: lưu ảnh thành JPEG hoặc PNG
picture-place = ảnh có ghi nơi chụp được đăng công khai: xóa nơi chụp khỏi tệp ảnh
recording-unusable = bản ghi âm mà trình duyệt không phát được: trang chỉ có liên kết để tải tệp về, không có trình phát; lưu lại thành tệp khác hoặc sửa địa chỉ
file-left-out = trong thư mục có thứ không phải là tệp, hoặc có tên mà không phải hệ điều hành nào cũng chứa được: không có trên website
output-kept = tệp của chương trình khác được giữ lại bên cạnh thư mục đã dựng: xem lại các tệp này
address-unreachable = hình ảnh hoặc liên kết mà người đọc không mở được: chép tệp vào thư mục media của website và ghi địa chỉ là ../media/…
markup-shown = trang hiện thẻ HTML như chữ thường: đặt nội dung vào content_html, và chỉ mã hóa ký tự một lần
shortcode-shown = trang hiện mã ngắn (shortcode) của phần mềm khác như chữ thường: thay hoặc xóa mã đó trong bài
link-broken = liên kết không dẫn đến đâu, người đọc gặp trang "Không tìm thấy trang": sửa địa chỉ, hoặc bỏ liên kết
counter-silent = bộ đếm lượt truy cập không trả lời như mong đợi: trang hiện "—" thay cho số
figures-disagree = các số liệu mâu thuẫn với nhau: trang có ghi rõ điều này; sửa số liệu ở nguồn
redirect-unused = địa chỉ cũ không được chuyển hướng trên mọi máy chủ, người đọc gặp trang "Không tìm thấy trang": sửa hoặc bỏ mục này
stale = lâu chưa được cập nhật: trang ghi rõ điều này bên cạnh số liệu
not-looked-at = nằm trên máy chủ khác, kiểm tra thư mục thì không xem được: chạy lệnh kiểm tra với địa chỉ của website
category-unnamed = chuyên mục chưa có tên trong site.json: trang dùng nhãn đầu tiên thay cho tên, và menu không có chuyên mục này
part-missing = còn thiếu, trong khi người dân trông đợi và quy định yêu cầu trang của cơ quan nhà nước phải có
author-missing = bài viết không ghi tác giả và cũng không ghi nguồn
text-missing = bài viết không có nội dung: trang hiện tóm tắt và liên kết đến nguồn
alt-missing = hình ảnh không có lời mô tả (alt): người không nhìn thấy hình sẽ không biết trong hình có gì
personal-data-unseen = chương trình không tìm được dữ liệu cá nhân trong tệp này: hãy tự xem tệp trước khi đăng
personal-data-allowed = dữ liệu cá nhân được đăng theo căn cứ đã ghi: xem lại căn cứ còn đúng hay không
part-lost = một phần của tài liệu Word không có trên trang: đưa phần đó vào tài liệu bằng cách khác
read-otherwise = có chỗ trong tệp bài viết hiện ra khác với ý người viết: xem lại trang, rồi sửa tệp
date-missing = bài viết không có ngày: bị xếp sau mọi bài khác
passed-over = có thứ trong tài liệu Word không có trên trang, như thường lệ: xem người đọc có cần đến không
