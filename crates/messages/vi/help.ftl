# Phần trợ giúp của `trangxa` và của từng lệnh.

about = Đăng trang thông tin điện tử của xã, phường.
menu = Hiện trình đơn để chọn việc cần làm, như khi nhấp đúp chương trình trên Windows

# Tên các giá trị, hiện trong <dấu ngoặc nhọn>.

value-site = THƯ-MỤC-WEBSITE
value-out = THƯ-MỤC-ĐÃ-DỰNG
value-folder = THƯ-MỤC
value-file = TỆP
value-source = ĐỊA-CHỈ-HOẶC-TỆP
value-url = ĐỊA-CHỈ
value-path = ĐƯỜNG-DẪN
value-seconds = SỐ-GIÂY
value-date = NGÀY
value-time = THỜI-ĐIỂM
value-count = SỐ
value-name = TÊN
value-text = NỘI-DUNG
value-period = KỲ

# trangxa new

new = Tạo thư mục của một website mới: trang chủ, bài viết đầu tiên, trang Giới thiệu và trang Liên hệ
new-exit = Những gì không ghi trong lệnh thì chương trình hỏi. Nếu không có ai trả lời (lệnh chạy trong một chương trình khác), phần ấy được bỏ trống. Mã kết thúc là 0 khi đã tạo xong, 1 khi không tạo được, và 2 khi lệnh sai hoặc thiếu tên.
new-name = Tên đơn vị, ví dụ "Xã An Bình"
new-address = Địa chỉ trụ sở
new-phone = Điện thoại; nhiều số thì cách nhau bằng dấu phẩy
new-email = Thư điện tử
new-hours = Giờ làm việc
new-editor = Người chịu trách nhiệm nội dung: họ tên, rồi dấu phẩy và chức vụ
new-host = Địa chỉ của website, ví dụ xa-an-binh.example
new-folder = Thư mục để tạo; chưa có hoặc còn trống. Mặc định: tên đơn vị viết không dấu, ví dụ xa-an-binh

# trangxa serve

serve = Xem thử website trên máy này: dựng website, mở trong trình duyệt, dựng lại và tải lại trang sau mỗi lần lưu tệp
serve-more = Website chỉ xem được trên máy này. Một dải ở góc dưới các trang cho biết những gì trangxa check tìm thấy; dải này không có trong website đã dựng bằng trangxa build. Bấm Ctrl+C để dừng.
serve-port = Cổng trên máy này. Mặc định: { $port }, hoặc một cổng còn trống nếu cổng ấy đang được dùng
serve-no-open = Không mở trình duyệt

# trangxa build

build = Dựng website: từ thư mục website tạo ra một thư mục để tải lên máy chủ
build-exit = Mã kết thúc là 0 khi mọi nội dung đều có trên website, và 1 khi có nội dung không có trên đó: hoặc phần còn lại vẫn được đăng, hoặc chưa đăng gì và thư mục đã dựng lần trước được giữ nguyên, nếu có tệp không đọc được.
build-site = Thư mục website, trong đó có data/site.json
build-out = Thư mục sẽ được tạo. Thư mục dựng lần trước được thay khi mọi việc đã xong; tệp không đổi được giữ nguyên
build-site-option = Thư mục website, ghi bằng tên tùy chọn thay cho vị trí trong lệnh
build-out-option = Thư mục sẽ được tạo, ghi bằng tên tùy chọn thay cho vị trí trong lệnh
build-app = Ứng dụng đã dựng sẵn, dùng thay cho ứng dụng có trong chương trình của bản phát hành
build-base-path = Đường dẫn gốc của website trên máy chủ, ví dụ /quangthanh/. Mặc định: phần đường dẫn của base_url trong site.json
build-compress = Ghi thêm tệp nén .br và .gz bên cạnh mỗi tệp nén được nhỏ hơn, cho máy chủ biết gửi tệp nén
build-plain = Chỉ ghi ứng dụng, không dựng trang nào, dùng cho máy chủ có CMS tự ghi data/feed.json
build-counter = Đếm lượt truy cập ở bộ đếm này thay cho bộ đếm trong site.json, dùng cho bản chạy thử
build-wait = Thời gian chờ một lệnh build khác đang ghi vào cùng thư mục
expected-counter = cần có địa chỉ như https://dem.example/

# trangxa check

check = Kiểm tra website: có gì chưa đúng, ở đâu, và nội dung đó sẽ ra sao
check-exit = Mã kết thúc là 0 khi mọi nội dung của website đều được đăng, 1 khi có nội dung bị mất hoặc không đọc được, và 2 khi không có gì để đọc.
check-site = Thư mục website, địa chỉ của một website, hoặc địa chỉ của một nguồn tin (kết thúc bằng .json)
check-json = In báo cáo ở dạng JSON
check-all = Liệt kê tất cả, thay vì mười mục đầu tiên của mỗi loại
check-allow-private = Đọc cả những địa chỉ trong mạng nội bộ (máy này và các máy lân cận) mà một website trên mạng dẫn đến. Nếu không có tùy chọn này, chỉ máy chủ của chính website được phép nằm trong mạng nội bộ

# trangxa import

import = Nhập bài viết của một website khác vào thư mục website
import-more = Nguồn có thể là RSS, Atom, RDF, RSS của NukeViet, JSON của các xã ở Đà Nẵng, hoặc JSON Feed. Bài đã có được giữ lại, bài đã sửa được cập nhật. Tài liệu Word (.docx) thành tệp Markdown trong bai/, với ảnh ở bên cạnh; không tệp nào bị ghi đè.
import-sources = Các tệp, thư mục chứa tệp, hoặc địa chỉ http(s)
import-into = Thư mục website. Nếu chưa có data/feed.json thì tệp này được tạo ra
import-since = Bỏ qua các mục đăng trước ngày này, ví dụ 2024-01-01
import-limit = Chỉ lấy bấy nhiêu mục mới nhất của mỗi nguồn
import-media = Chép hình ảnh và tệp đính kèm vào media/nhap/: mỗi tệp nhiều nhất 20 MB, tất cả nhiều nhất 2 GB và 5.000 tệp
import-allow-private = Đọc cả những địa chỉ trong mạng nội bộ (máy này và các máy lân cận) mà nguồn tin dẫn đến: trang tiếp theo, chuyển hướng và, khi có --media, các tệp. Nếu không có tùy chọn này, nguồn tin chỉ dẫn được đến địa chỉ công khai, và đến máy chủ của chính nguồn nếu nó nằm trong mạng nội bộ. Người viết nguồn tin có thể khiến mọi thứ trả lời ở đó bị đưa lên website, vì vậy chỉ dùng với nguồn đáng tin
expected-date = cần có ngày như 2024-01-31

# trangxa import-tthc

import-tthc = Nhập số liệu TTHC do hệ thống một cửa xuất ra (XLSX, CSV) vào thư mục website
import-tthc-more = Số liệu được gộp vào data/tthc.json theo kỳ và lĩnh vực. Số liệu đã có không bao giờ mất; những ô không đọc được đều được liệt kê. Mã kết thúc là 0 khi đọc được tất cả, 1 khi có phần không đọc được (phần còn lại vẫn được gộp), và 2 khi lệnh hoặc tệp khai báo cột bị sai.
import-tthc-files = Các tệp đã xuất: .xlsx, .csv, .tsv
import-tthc-into = Thư mục website. Nếu chưa có data/tthc.json thì tệp này được tạo ra
import-tthc-period = Các tháng của số liệu: 2023-11, 2023-Q3, 2023, 2023-01..2023-11. Mặc định: tìm trong một cột, trong tiêu đề, trong tên trang tính và tên tệp
import-tthc-map = Tệp JSON cho biết ý nghĩa của các cột: {"{"}"Tên cột": "late"{"}"}
import-tthc-map-template = Ghi sẵn một tệp như vậy cho các cột chưa hiểu được, kèm phỏng đoán để xác nhận, và không nhập gì
import-tthc-sheet = Trang tính duy nhất cần đọc trong mỗi bảng tính. Mặc định: mọi trang tính không ẩn có số liệu
import-tthc-unit = Đơn vị có các dòng cần đọc, khi tệp xuất ra có nhiều đơn vị. Mặc định: tên trong tthc.json hoặc site.json
import-tthc-source-name = Tên nguồn của số liệu, hiện trên trang
import-tthc-source-url = Địa chỉ của nguồn số liệu
import-tthc-updated-at = Thời điểm xuất số liệu, ví dụ 2023-11-30T17:00. Mặc định: bây giờ
import-tthc-dry-run = Cho biết những gì sẽ thay đổi, và không ghi gì
expected-period = cần có các tháng như 2023-11, 2023-Q3, 2023 hoặc 2023-01..2023-11

# trangxa import-procedures

import-procedures = Nhập danh mục và chi tiết thủ tục hành chính lấy từ Cơ sở dữ liệu quốc gia (XLSX, CSV, DOCX) vào thư mục website
import-procedures-more = Thủ tục được gộp vào data/procedures.json theo mã. Không thủ tục nào bị xóa, và những gì người làm website đã viết được giữ nguyên; chỗ nào không đọc được hoặc còn nghi ngờ đều được nêu ra. Mã kết thúc là 0 khi lấy được tất cả, 1 khi có phần không lấy được (phần còn lại vẫn được gộp), và 2 khi không có thủ tục nào để nhập, hoặc lệnh hay tệp khai báo cột bị sai.
import-procedures-files = Các tệp: danh mục thủ tục (.xlsx, .csv, .tsv, .docx), chi tiết của từng thủ tục (.docx)
import-procedures-into = Thư mục website. Nếu chưa có data/procedures.json thì tệp này được tạo ra
import-procedures-all-levels = Nhập cả những thủ tục không do cấp xã thực hiện
import-list-map = Tệp JSON cho biết ý nghĩa của các cột: {"{"}"Tên cột": "field"{"}"}
import-procedures-sheet = Trang tính duy nhất cần đọc trong mỗi bảng tính. Mặc định: mọi trang tính không ẩn có danh mục
import-procedures-updated-at = Thời điểm ghi vào updated_at, ví dụ 2026-11-30T17:00. Mặc định: bây giờ

# trangxa import-documents

import-documents = Nhập văn bản từ sổ, danh mục văn bản (XLSX, CSV, DOCX) hoặc từ tệp RSS của trang web cũ vào thư mục website
import-documents-more = Văn bản được gộp vào data/documents.json theo số, ký hiệu và năm ban hành. Không văn bản nào bị xóa, và những gì người làm website đã viết được giữ nguyên; hàng nào có chỗ không đọc được hoặc còn nghi ngờ thì được nêu ra và không nhập. Mã kết thúc là 0 khi lấy được tất cả, 1 khi có phần không lấy được (phần còn lại vẫn được gộp), và 2 khi không có văn bản nào để nhập, hoặc lệnh hay tệp khai báo cột bị sai.
import-documents-files = Các tệp: sổ, danh mục văn bản (.xlsx, .csv, .tsv, .docx), tệp RSS phần văn bản của NukeViet (.xml)
import-documents-into = Thư mục website. Nếu chưa có data/documents.json thì tệp này được tạo ra

# trangxa import-calendar

import-calendar = Nhập tệp lịch (ICS) và lịch công tác tuần (XLSX, CSV, DOCX) vào thư mục website
import-calendar-more = Các mục lịch được gộp vào data/calendar.json theo mã riêng (id) của từng mục. Không mục nào bị xóa, và những gì người làm website đã viết được giữ nguyên; chỗ nào không đọc được hoặc còn nghi ngờ đều được nêu ra và không nhập. Mã kết thúc là 0 khi lấy được tất cả, 1 khi có phần không lấy được (phần còn lại vẫn được gộp), và 2 khi không có mục nào để nhập, hoặc lệnh hay tệp khai báo cột bị sai.
import-calendar-files = Các tệp: tệp lịch (.ics), lịch công tác tuần (.xlsx, .csv, .tsv, .docx)
import-calendar-into = Thư mục website. Nếu chưa có data/calendar.json thì tệp này được tạo ra
