# Lời của lệnh `trangxa import-tthc` về tệp đã xuất từ hệ thống một cửa và các trang tính của tệp. Tên tệp đứng trước câu.

# Tệp hoặc trang tính nói về gì.

file-of-others = tên tệp là tên của xã, phường khác, không phải đơn vị của website. Nếu đúng là số liệu của đơn vị thì ghi tên đơn vị bằng --unit; không dùng số nào
sheet-of-others = trang tính mang tên của xã, phường khác; không dùng trang tính này
its-name = tên trang tính
part-of-dossiers = { $place } cho thấy đây chỉ là một phần số hồ sơ; nếu là toàn bộ thì ghi tên trang tính bằng --sheet, hoặc sửa lại tiêu đề
no-header = không tìm thấy hàng tên cột: không hàng nào có hai tên quen thuộc như "Lĩnh vực", "Tiếp nhận", "Đúng hạn", "Trễ hạn"; nếu các cột mang tên khác thì ghi ý nghĩa của từng cột trong tệp khai báo cột (--map)
several-sheets = nhiều trang tính có số liệu ({ $sheets }), mà --period chỉ áp dụng được cho một trang tính; ghi tên trang tính ấy bằng --sheet
