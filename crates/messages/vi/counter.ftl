# Những gì trangxa-counter nói với người dùng: nhật ký, lý do không chạy hoặc không giữ được số, và lời từ chối.

# Nhật ký, và dòng cuối cùng của chương trình.

ended = bộ đếm dừng vì lỗi: { $reason }
counting = bộ đếm đang chạy, nhận yêu cầu ở { $address }
stopping = bộ đếm đang dừng
no-secret-file = không có --secret-file: sau khi khởi động lại, khách đang truy cập sẽ bị đếm thêm một lần
file-made = { $file }: đã tạo tệp đếm mới
file-has-several-names = { $file }: tệp đếm có nhiều tên (liên kết cứng); lần nào cũng hãy chạy bộ đếm với cùng một tên, vì những gì được ghi cuối cùng trước khi bộ đếm bị dừng đột ngột nằm trong một tệp cạnh tên đó
connection-not-accepted = không nhận được một kết nối: { $reason }
connections-remain = một số kết nối chưa kết thúc trong thời gian cho phép
files-lost = { $reason }. Bộ đếm từ chối mọi yêu cầu đếm. Đặt đúng các tệp cũ trở lại; hoặc dừng bộ đếm, đặt bản sao lưu vào chỗ đó rồi chạy lại
counting-in-memory = { $reason }. Bộ đếm đếm tiếp trong bộ nhớ: các lượt này được ghi ngay khi ghi lại được, và mất nếu chương trình dừng trước lúc đó
written-again = đã ghi lại được số đếm; không mất lượt nào
server-lost = bộ đếm từ chối mọi yêu cầu đếm: { $reason }
server-back = bộ đếm đã đếm trở lại
clocks-differ = đồng hồ của máy này và của máy chủ Redis lệch nhau { $seconds } giây; mọi máy cần có giờ đúng

# Tùy chọn không hợp nhau hoặc có giá trị sai.

value-total = cần một số nguyên, ví dụ 12943, nhưng gặp "{ $found }"
value-day = cần một ngày không nằm trong tương lai, ví dụ 2019-01-01, nhưng gặp "{ $found }"
value-network = cần một địa chỉ IP hoặc một mạng, ví dụ 10.0.0.0/8, nhưng gặp "{ $found }"
value-address = cần một địa chỉ IP kèm cổng, ví dụ 127.0.0.1:8090, nhưng gặp "{ $found }"
value-limit = cần một số nguyên, ít nhất là 1, nhưng gặp "{ $found }"
value-paths = cần "routes" hoặc "any", nhưng gặp "{ $found }"
value-origin = cần địa chỉ gốc của một website, ví dụ https://xa.example/ hoặc https://tinh.example/xa/; tên miền có dấu thì ghi ở dạng trình duyệt gửi đi (xn--…)
origin-of-no-site = --origin { $origin }: không có website { $site }; khai báo --origin của chính website đó trước
option-of-no-site = { $option }: không có website { $site }; các website đã khai báo là { $known }
option-without-site = { $option }: có nhiều website, cần ghi rõ website nào: WEBSITE=GIÁ-TRỊ
store-needs-secret = --store cần có --secret-file: cùng 32 byte ngẫu nhiên cho mọi tiến trình, ví dụ tạo bằng `openssl rand 32`

# Hệ thống và khóa bí mật.

wrong-clock = đồng hồ của máy này chỉ ngày { $day }, không thể đúng; bộ đếm chạy khi đồng hồ đã được chỉnh
secret-unusable = tệp khóa bí mật { $file }: { $reason }
secret-short = tệp khóa bí mật { $file }: chỉ có { $bytes } byte; cần ít nhất 32 byte ngẫu nhiên, ví dụ tạo bằng `openssl rand 32`
no-random-numbers = hệ điều hành không cung cấp được số ngẫu nhiên: { $reason }
not-listening = không nhận được yêu cầu ở { $address }: { $reason }; ghi địa chỉ khác cho --listen hoặc --metrics
bots-unusable = danh sách máy tự động: { $reason }

# Tệp đếm.

file-foreign = { $file }: không phải tệp của trangxa-counter; tệp được giữ nguyên. Nếu trước đây nó là tệp đếm thì nó đã hỏng: đặt bản sao lưu vào thay. Nếu không, ghi tên tệp khác cho --db
file-damaged = { $file }: tệp hỏng ({ $found }); tệp được giữ nguyên. Đặt bản sao lưu vào thay, hoặc ghi tên tệp khác cho --db
file-empty = { $file }: tệp rỗng (0 byte), mà tệp của trangxa-counter không bao giờ rỗng; tệp được giữ nguyên. Nếu trước đây tệp có số đếm, đặt bản sao lưu vào thay; nếu không, xóa nó đi và chương trình sẽ tạo tệp mới
file-not-a-file = { $file }: không phải là tệp; ghi đường dẫn của một tệp cho --db
file-newer = { $file }: do một bản mới hơn của trangxa-counter ghi (định dạng { $found }, bản này đọc được đến định dạng { $known }); tệp được giữ nguyên. Chạy bản mới hơn đó
file-in-use = { $file }: một trangxa-counter khác đang dùng tệp này, có thể dưới một tên khác; dừng chương trình đó trước, hoặc ghi tên tệp khác cho --db
file-names-unlockable = { $file }: tệp có nhiều tên (liên kết cứng), và khóa theo tên không bảo vệ được nó; xóa các tên còn lại
file-in-no-folder = { $folder }: không có thư mục này; tạo thư mục trước, hoặc ghi đường dẫn khác cho --db
file-unusable = { $file }: { $reason }

# Những gì thấy trong tệp hỏng.

found-format = định dạng { $format }
found-missing = thiếu { $part }
found-unknown = phần lạ: { $part }
found-wrong-rows = { $rows } dòng của bảng { $table } có giá trị không thể có

backup-of-nothing = { $file }: không có tệp này
backup-exists = { $file }: tệp đã có sẵn; tệp được giữ nguyên. Ghi tên khác cho --to

# Những gì xảy ra với tệp trong lúc đang mở.

database-replaced = tệp đếm đã bị xóa hoặc bị thay trong lúc bộ đếm đang chạy
log-replaced = nhật ký của tệp đếm (-wal, -shm) đã bị xóa hoặc bị thay trong lúc bộ đếm đang chạy
database-overwritten = một chương trình khác đã ghi vào tệp đếm trong lúc bộ đếm đang chạy
database-damaged = tệp đếm hỏng ({ $found })

# Máy chủ lưu số đếm.

store-address = --store: cần một địa chỉ như redis://redis.example:6379/0 ({ $reason })
store-tls = --store: không hỗ trợ TLS. Dùng một địa chỉ redis:// trong mạng riêng, hoặc đầu bên này của một đường hầm (tunnel)
store-unusable = --store { $address }: { $reason }
redis = Redis: { $reason }
redis-newer = do một bản mới hơn của trangxa-counter đếm (định dạng { $found }, bản này đọc được đến định dạng { $known }); không có gì bị thay đổi
redis-other-secret = một tiến trình khác dùng khóa bí mật khác; chép cùng một tệp --secret-file cho mọi tiến trình
redis-days-differ = các tiến trình không thống nhất được hôm nay là ngày nào; kiểm tra đồng hồ của các máy

# Vì sao một lượt không giữ được hay không đọc được.

unwritable = không ghi được số đếm: { $reason }
unreadable = không đọc được số đếm: { $reason }
too-many-waiting = có quá nhiều yêu cầu đếm đang chờ ghi
shutting-down = bộ đếm đang dừng

# Lỗi của kết nối, SQLite và Redis, kèm nguyên văn của chúng.

listen-port-in-use = một chương trình khác đang dùng cổng này ({ $detail })
listen-no-such-address = máy này không có địa chỉ đó ({ $detail })
listen-no-permission = tài khoản đang dùng không được mở cổng này, cổng nhỏ hơn 1024 thường cần quyền quản trị ({ $detail })
sqlite-disk-full = đĩa đầy ({ $detail })
sqlite-disk-fails = đĩa báo lỗi khi đọc hoặc ghi ({ $detail })
sqlite-read-only = tệp chỉ được đọc, không được ghi; kiểm tra quyền của tệp và của thư mục chứa tệp ({ $detail })
sqlite-cannot-open = không mở được tệp; kiểm tra quyền của tệp và của thư mục chứa tệp ({ $detail })
sqlite-locked = tệp đang bị chương trình khác khóa ({ $detail })
sqlite-no-permission = không có quyền ({ $detail })
redis-refused = không kết nối được, ở địa chỉ đó không có chương trình nào trả lời ({ $detail })
redis-silent = không trả lời kịp ({ $detail })
redis-unreachable = không liên lạc được; kiểm tra địa chỉ và kết nối mạng ({ $detail })
redis-wrong-password = thiếu mật khẩu hoặc mật khẩu sai ({ $detail })
redis-loading = máy chủ đang nạp dữ liệu ({ $detail })
redis-read-only = máy chủ là máy phụ, chỉ được đọc ({ $detail })
redis-memory-full = bộ nhớ của máy chủ đã đầy ({ $detail })

# Lời từ chối của giao diện HTTP.

http-no-such-address = không có địa chỉ này; xem /v1/openapi.json
http-method = địa chỉ này không nhận phương thức (method) đó
http-query = phần truy vấn của địa chỉ không đúng ({ $detail })
http-limit = limit: cần một số từ 1 đến { $most }, nhưng gặp { $found }
http-too-slow = yêu cầu không đến kịp trong thời gian cho phép
http-too-long = nội dung yêu cầu dài hơn { $bytes } byte
http-body = không đọc được nội dung yêu cầu ({ $detail })
http-too-many = quá nhiều yêu cầu đếm từ địa chỉ này
http-not-a-hit = cần {"{"}"site": …, "path": …{"}"} ({ $detail })
http-unknown-site = site: bộ đếm này không đếm website đó; mã của website là tên miền khai báo bằng --origin
http-foreign-origin = trang của origin này không được gửi yêu cầu đếm cho website đó
path-start = path: cần một đường dẫn bắt đầu bằng đúng một dấu "/"
path-long = path: dài hơn { $bytes } byte
path-characters = path: cần viết như location.pathname của trình duyệt: ký tự ASCII, ký tự khác ghi dạng %XX
