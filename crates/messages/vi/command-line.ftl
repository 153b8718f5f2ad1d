# Phần trợ giúp, các lỗi khi gõ lệnh, và chữ đứng đầu dòng thông báo.

error = lỗi: { $sentence }
note = lưu ý: { $sentence }
lost = bị mất: { $sentence }

usage = Cách dùng:
commands = Các lệnh
arguments = Tham số
options = Tùy chọn
options-value = TÙY CHỌN
command-value = LỆNH
help = Hiện phần trợ giúp này
help-command = Hiện phần trợ giúp của một lệnh
version = Hiện phiên bản
lang = Ngôn ngữ của thông báo và trợ giúp: vi (tiếng Việt) hoặc en (tiếng Anh). Mặc định: ngôn ngữ ghi trong biến môi trường TRANGXA_LANG; nếu không có biến này thì là tiếng Anh khi máy dùng tiếng Anh, còn lại là tiếng Việt
default = mặc định: { $value }
possible = các giá trị dùng được: { $values }
environment = hoặc biến môi trường { $name }
similar = có phải ý bạn là { $similar }?
try-help = Thêm --help để xem cách dùng lệnh.
conflict = không dùng { $argument } cùng với { $other } được; chỉ ghi một trong hai
twice = { $argument } chỉ được ghi một lần
no-value = sau { $argument } còn thiếu giá trị
bad-value = { $argument } không nhận giá trị "{ $value }"
expected-number = cần có một số nguyên
refused-value = { $argument } không nhận giá trị "{ $value }": { $reason }
no-such-command = không có lệnh "{ $command }"
missing-command = còn thiếu lệnh: { $commands }
missing-argument = còn thiếu: { $arguments }
unknown-argument = ở đây không có tùy chọn hay tham số "{ $argument }"; tên có khoảng trắng thì đặt trong dấu ngoặc kép
no-equals = sau { $argument } phải là dấu = rồi đến giá trị
wrong-number-of-values = số giá trị của { $argument } không đúng
not-unicode = dòng lệnh có ký tự không đọc được
quote-hint = lưu ý: dấu \ ngay trước dấu ngoặc kép làm hỏng dòng lệnh; bỏ dấu \ ở cuối tên thư mục, chẳng hạn "D:\Trang xã" thay cho "D:\Trang xã\"
prompt = { $question }:
prompt-with-suggestion = { $question } [{ $suggestion }]:
ask-again = Chưa nhận được: { $reason }.
