# Lý do hệ điều hành không làm được việc mà chương trình yêu cầu, và cách xử lý. Câu đứng trước đã nêu tên tệp hoặc thư mục.

not-found = không tìm thấy; kiểm tra lại tên, và xem tệp hoặc thư mục có bị chuyển đi, đổi tên hay xóa không
not-permitted = tài khoản đang dùng không có quyền làm việc này; kiểm tra quyền truy cập của tệp và của thư mục chứa tệp, xem tệp có đang bị chống ghi hoặc đang mở trong chương trình khác không
write-protected = ổ đĩa đang bị chống ghi; bỏ chế độ chống ghi, hoặc chọn ổ đĩa khác
disk-full = ổ đĩa đã đầy; xóa bớt những gì không cần hoặc chọn ổ đĩa khác, rồi thử lại
too-much-space = tài khoản đang dùng đã hết dung lượng được cấp; xóa bớt những gì không cần hoặc đề nghị người quản trị cấp thêm, rồi thử lại
already-there = đã có tệp hoặc thư mục trùng tên; đổi tên hoặc chuyển nó đi nơi khác
in-use = tệp đang được mở trong chương trình khác, ví dụ Word, Excel, phần mềm diệt vi-rút hoặc phần mềm đồng bộ tệp (OneDrive, Google Drive); đóng tệp ở đó rồi thử lại
is-a-folder = đây là thư mục, không phải tệp; kiểm tra lại đường dẫn
not-a-folder = một phần của đường dẫn là tệp, không phải thư mục; kiểm tra lại đường dẫn
folder-not-empty = thư mục không trống; chuyển những gì có trong đó đi nơi khác
bad-name = hệ điều hành không chấp nhận tên này: tên quá dài, hoặc có các ký tự như : ? * " < > |; đặt tên ngắn và đơn giản hơn
disk-failing = ổ đĩa hoặc ổ đĩa mạng không phản hồi bình thường; kiểm tra xem đã cắm hoặc kết nối chưa, rồi thử lại
other = hệ điều hành báo "{ $system }"; thử lại, nếu vẫn không được thì gửi thông báo này cho người phụ trách máy tính
with-code = { $reason } (mã lỗi { $code } của hệ điều hành)
