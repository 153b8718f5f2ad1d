# Lời của lệnh `trangxa import-tthc` về các hàng và các ô của bảng.

row = hàng { $row }
row-named = hàng { $row } ("{ $name }")
row-of-field = hàng { $row } ({ $name })
row-of-total = hàng { $row } (hàng tổng)
cell = ô { $address } ("{ $text }")

# Vì sao không dùng được hàng nào của bảng.

procedures = { $column } ghi tên từng thủ tục, trong khi số liệu của website tính theo lĩnh vực; xuất báo cáo theo lĩnh vực
offices = { $place }: ở đây ghi tên các đơn vị ({ $names }), không có đơn vị của website; ghi tên đơn vị bằng --unit. Không dùng số nào
no-office = { $place }: không có "{ $name }"; ở đây có { $names }. Sửa lại --unit; không dùng số nào
rows-of-table = các hàng của bảng
other-commune = { $cell }: đây là tên của xã, phường khác, không phải đơn vị của website. Nếu đúng là số liệu của đơn vị thì ghi tên ấy bằng --unit; không dùng số nào
fields-or-offices = { $column }: không rõ đây là các lĩnh vực hay các đơn vị: { $names }. Ghi rõ trong tệp khai báo cột (--map) bằng "field" (lĩnh vực) hoặc "unit" (đơn vị); không dùng số nào
too-many = một kỳ có { $count } hàng số liệu, nhiều hơn số lĩnh vực của một đơn vị; xuất báo cáo theo lĩnh vực. Không dùng số nào
spoilt-name = { $row }: tên gọi đã mất chữ vì sai bảng mã; xuất lại tệp theo mã UTF-8 hoặc thành .xlsx. Không dùng số nào
several-totals = { $rows }: hàng nào cũng có thể là hàng tổng của kỳ, và các con số không cho biết là hàng nào; không dùng số nào. Chỉ để lại hàng tổng đúng trong bảng

# Các hàng bị bỏ qua.

other-period = { $row } là số của kỳ khác, so sánh các kỳ, hoặc lặp lại các hàng khác; không dùng
other-offices = không dùng các hàng của { $count } đơn vị khác
other-offices-in = { $column }: không dùng các hàng của { $count } đơn vị khác
without-field = { $row }: không ghi lĩnh vực; không dùng hàng này. Ghi tên lĩnh vực vào bảng

# Kỳ của một hàng.

total-of-months = { $cell }: đây là tổng của nhiều tháng; website tự cộng các tháng nên không dùng hàng này
no-year = { $cell }: cần một năm như 2023; không dùng hàng này
no-first-month = { $cell }: cần một tháng như 2023-11 hoặc 11/2023, hoặc ngày đầu tháng; không dùng hàng này
no-last-month = { $cell }: cần một tháng như 2023-11 hoặc 11/2023, hoặc ngày cuối tháng; không dùng hàng này
no-month = { $cell }: cần một tháng như 11/2023; không dùng hàng này
no-quarter = { $cell }: cần một quý như Quý III/2023; không dùng hàng này
ends-too-early = { $cell }: kỳ kết thúc trước khi bắt đầu; không dùng hàng này
no-begin = { $cell }: hàng này ghi tháng cuối của kỳ mà không ghi tháng đầu; không dùng hàng này
outside = hàng { $row }: đây là số của { $period }, không nằm trong --period { $given }; không dùng hàng này
names-no-month = ô { $address }: không ghi tháng nào; không dùng hàng này

# Các số của một hàng.

no-count = { $cell }: cần một số nguyên từ 0 trở lên ({ $column }); số trên website giữ nguyên. Sửa ô này rồi nhập lại
no-percentage = { $cell }: cần tỉ lệ phần trăm từ 0 đến 100 ({ $column }); số trên website giữ nguyên. Sửa ô này rồi nhập lại
no-results = ô { $cells }: công thức chưa có kết quả được lưu; mở tệp bằng Excel, lưu lại, rồi nhập lại. Các số trên website giữ nguyên
received-differs = hàng { $row }: số hồ sơ tiếp nhận là { $sum } theo các phần cộng lại, nhưng là { $rest } theo số tổng; không dùng số nào. Sửa lại bảng
received-negative = hàng { $row }: tổng số hồ sơ tiếp nhận ít hơn số kỳ trước chuyển qua; không dùng số nào. Sửa lại bảng
not-the-sum-of-parts = hàng { $row }: { $total } không bằng tổng của { $parts }; không dùng số tổng. Sửa lại bảng
neither-sum-nor-parts = hàng { $row }: { $total } không bằng tổng của { $parts }; không dùng các số này. Sửa lại bảng
early-included = { $column }: ở mọi hàng, số này cộng với số trễ hạn bằng toàn bộ số đã giải quyết, nên đã gồm cả hồ sơ trước hạn: được tính là { $figure }
early-unknown = { $column }: bảng không cho biết bao nhiêu hồ sơ trước hạn. Nếu cột này đã gồm cả hồ sơ trước hạn thì ghi "in_time" cho cột trong tệp khai báo cột (--map)
in-time-differs = { $row }: bảng ghi trước và đúng hạn là { $stated }, nhưng trước hạn cộng với đúng hạn là { $sum }; kiểm tra lại bảng
completed-differs = { $row }: bảng ghi đã giải quyết là { $stated }, nhưng các số cộng lại là { $sum }; kiểm tra lại bảng
completed-unused = { $column }: không dùng ở { $count } hàng của các lĩnh vực, vì ở đó thiếu các số tạo thành tổng này

# Lĩnh vực, nhóm và hàng tổng.

sum-of-rows = { $row } là tổng của các hàng khác: được dùng làm số tổng của kỳ
sum-of-all = { $row } là tổng của mọi hàng khác: được dùng làm số tổng
total-or-field = { $row }: bằng tổng của mọi hàng khác mà lại mang tên một lĩnh vực: có thể là hàng tổng, có thể là lĩnh vực. Nếu là hàng tổng thì đổi tên thành "Tổng cộng"; nếu là lĩnh vực thì thêm một hàng tổng
part-uncertain = { $row }: có thể là một phần của lĩnh vực ở trên, mà số thứ tự và các con số đều không cho biết. Đánh số thứ tự cho các hàng, hoặc thêm một hàng tổng
parts = { $parts }: là một phần của { $row }; không dùng
section = hàng { $row }: "{ $name }" là tổng của một nhóm; không dùng
section-refuted = hàng { $row }: "{ $name }" là một nhóm mà số không khớp với hàng tổng; không dùng
section-without-rows = { $row }: các hàng ở dưới cộng lại không bằng hàng này; chỉ dùng hàng này, không dùng các hàng ở dưới. Sửa lại bảng
section-uncertain = { $row }: không bằng tổng của { $rows }; không dùng hàng nào trong các hàng này. Sửa lại bảng
sections-as-fields = nhiều nhóm có các hàng cùng tên nên mỗi nhóm được dùng làm một lĩnh vực
field-twice = { $rows } là cùng một lĩnh vực mà số khác nhau; không dùng hàng nào. Sửa lại bảng
subtotal = { $row } là tổng của các hàng ở trên; không dùng
no-total = { $row }: không bằng tổng của các lĩnh vực, trong khi { $total } thì bằng; sửa hàng này, hoặc xóa đi
total-refuted = { $row }, { $column }: số tổng không bằng các lĩnh vực cộng lại; không dùng số tổng. Sửa lại bảng
total-of-offices = { $row }: không bằng tổng các hàng của đơn vị, có thể là tổng của mọi đơn vị. Nếu là tổng của đơn vị thì sửa lại bảng
total-with-sections = { $row }: tính cả các nhóm lẫn các hàng trong nhóm, tức là tính mọi thứ hai lần; sửa hàng này, hoặc xóa đi
total-doubled = { $row }: ở mọi cột đều gấp đôi tổng của các lĩnh vực; sửa hàng này, hoặc xóa đi
total-larger = { $row }: lớn hơn các lĩnh vực cộng lại, vậy các lĩnh vực trong bảng chưa đủ
