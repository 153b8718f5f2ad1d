# Lý do không đọc được một địa chỉ. Địa chỉ đứng trước câu này.

address = đây không phải là địa chỉ web; cần có địa chỉ như https://xa.example/rss/
no-host = không có trang web nào tên như vậy; kiểm tra lại cách viết, và kết nối mạng của máy tính này
refused = trang web không nhận kết nối ({ $system }); có thể trang đang ngừng hoạt động, thử lại sau
private = địa chỉ dẫn đến { $ip }, nằm trong mạng nội bộ, mà nguồn không nằm ở đó; chương trình không gửi yêu cầu đến địa chỉ này. Nếu đúng là muốn đọc địa chỉ này, chạy lại lệnh với --allow-private
timeout = trang web trả lời quá chậm; thử lại sau
tls = không thiết lập được kết nối bảo mật ({ $system }); có thể chứng thư số của trang web đã hết hạn: báo cho đơn vị vận hành trang đó. Kiểm tra cả ngày giờ của máy tính này
redirects = trang web chuyển hướng quá { $limit } lần; mở địa chỉ này trong trình duyệt rồi dùng địa chỉ mà trình duyệt dừng lại
not-found = trang web không có gì ở địa chỉ này (mã { $status }); kiểm tra lại địa chỉ
forbidden = trang web không cho phép chương trình đọc địa chỉ này (mã { $status }); hỏi đơn vị vận hành trang đó
status = trang web trả lời với mã { $status }; thử lại sau, hoặc hỏi đơn vị vận hành trang đó
busy = trang web đang quá tải (mã { $status }) và chỉ nhận yêu cầu mới { $wait }
too-large = câu trả lời dài hơn giới hạn { $limit } byte nên không được đọc
cut-off = kết nối bị ngắt giữa chừng ({ $system }); thử lại
protocol = không hiểu được câu trả lời của trang web ({ $system }); thử lại sau, hoặc báo cho đơn vị vận hành trang đó
range-not-requested = trang gửi một đoạn không được yêu cầu: "{ $range }"

# Khi nào có thể hỏi lại một trang web đang quá tải.

wait-seconds = sau { $count } giây nữa
wait-minutes = sau { $count } phút nữa
wait-hours = sau { $count } giờ nữa
wait-days = sau { $count } ngày nữa
wait-until = { $wait }, tức là sau { $time }
