# Những gì `trangxa-counter --help` nói.

about = Đếm lượt truy cập website của xã: một chương trình, một tệp, không cookie, không lưu địa chỉ người xem
backup = Chép số đếm sang một tệp mới, kể cả khi bộ đếm đang chạy. Không chép khách của hôm nay
backup-db = Tệp của bộ đếm
backup-to = Tệp bản sao. Tệp này phải chưa có
openapi = In bản mô tả OpenAPI của giao diện lập trình, dạng JSON
db = Tệp SQLite lưu số đếm. Nếu chưa có, chương trình tạo tệp
store = Máy chủ Redis hoặc Valkey lưu số đếm thay cho tệp, ví dụ redis://redis.example:6379/0. Nhiều tiến trình có thể dùng chung. Địa chỉ có mật khẩu thì nên đặt trong biến môi trường. Cần có --secret-file, cùng nội dung cho mọi tiến trình
listen = Địa chỉ nhận yêu cầu
origin = Địa chỉ gốc của một website được đếm, ví dụ https://xa.example/; mỗi website ghi một lần. Mã của website là tên miền, kèm thư mục nếu website nằm trong thư mục. https://www.xa.example/=xa.example là một địa chỉ khác của website xa.example
start-total = Con số của bộ đếm cũ: 12943, hoặc xa.example=12943 nếu có nhiều website
since = Ngày đầu tiên của con số ấy, ví dụ 2019-01-01 hoặc xa.example=2019-01-01
secret-file = Tệp có ít nhất 32 byte ngẫu nhiên; nếu chưa có, chương trình tạo tệp. Có tệp này thì lượt truy cập được đếm tiếp sau khi khởi động lại. Không để tệp này trong thư mục của tệp đếm hay trong bản sao lưu của nó
trusted-proxy = Mạng của các proxy ngược được tin khi cho biết địa chỉ của người gửi, ví dụ 127.0.0.1 hoặc 10.0.0.0/8; mỗi mạng ghi một lần
proxy-header = Header mà các proxy đó ghi địa chỉ của người gửi: x-forwarded-for, như nginx, Caddy, Apache và HAProxy ghi, hoặc forwarded (RFC 7239)
rate = Số yêu cầu đếm mà một địa chỉ được gửi trong một phút
newcomers = Số khách mới mà một địa chỉ được có trong một phút. Yêu cầu của những khách vượt quá vẫn được trả lời nhưng không được tính. Khách là mới nếu nửa giờ qua không gửi yêu cầu nào
new-pages = Số trang mà một địa chỉ được thêm trong một giờ vào những trang được đếm riêng. Yêu cầu đếm các trang vượt quá vẫn được tính là lượt truy cập và lượt xem của website. Trang là mới nếu nửa giờ qua chưa ai mở
paths = Trang nào được đếm riêng: "routes", những trang mà một cổng Trang Xã có, hoặc "any", cho website do chương trình khác tạo ra; ghi xa.example=any cho một trong nhiều website
metrics = Địa chỉ cung cấp số đo cho Prometheus, ở /metrics. Không ghi thì không cung cấp
log = Dạng của nhật ký: text là các dòng cho người đọc, json là mỗi dòng một đối tượng JSON, trong đó trường "event" như nhau ở mọi ngôn ngữ
exit-with-stdin = Dừng khi đầu vào chuẩn kết thúc. Chương trình nào chạy bộ đếm và giữ một đường ống (pipe) đến nó thì chắc chắn bộ đếm dừng theo, kể cả khi chương trình đó bị dừng đột ngột

# Những chữ thay cho một giá trị.

value-file = TỆP
value-url = ĐỊA-CHỈ
value-address = ĐỊA-CHỈ:CỔNG
value-number = SỐ
value-day = NGÀY
value-network = MẠNG
value-paths = CÁCH
value-header = HEADER
value-format = DẠNG
