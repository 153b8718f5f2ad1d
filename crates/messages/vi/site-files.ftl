# Đọc và ghi các tệp của thư mục trang.

read = không đọc được { $path }: { $reason }
write = không ghi được { $path }: { $reason }
no-site = { $path }: thư mục này không tồn tại; ghi đúng thư mục website, là thư mục có chứa { $site }
document = { $problem }
    Sửa tệp này hoặc chuyển tệp đi nơi khác, rồi nhập lại; chưa có gì bị thay đổi
outside = cần có đường dẫn nằm trong thư mục website, ví dụ { $example }, nhưng gặp "{ $found }"
no-file = cần có một tệp, nhưng ở đây là thư mục, đường ống, socket hoặc thiết bị; chuyển nó đi nơi khác rồi đặt tệp vào đây
