# Lời của lệnh `trangxa import-tthc` về các cột của bảng.

column = cột { $letters } ("{ $name }")
column-alone = cột { $letters }

# Cột được hiểu là gì.

used = { $letters } "{ $name }" → { $member }
count = { $name } ({ $key })
part = một phần của { $figure }
intake = Tiếp nhận và Kỳ trước chuyển qua cộng lại (received, carried_over)
open = toàn bộ hồ sơ đang giải quyết
field = lĩnh vực (field)
unit = đơn vị (unit)
from = tháng đầu (from)
to = tháng cuối (to)
month = tháng (month)
quarter = quý (quarter)
year = năm (year)
procedures = thủ tục

# Các cột chưa hiểu được.

unknown = { $column }: nếu đây là số hồ sơ thì ghi ý nghĩa của cột trong tệp khai báo cột (--map); nếu không phải thì ghi "" cho cột
unclear = { $column }: { $why }; nếu đây là số hồ sơ thì ghi ý nghĩa của cột trong tệp khai báo cột (--map); nếu không phải thì ghi "" cho cột
why-overdue = không rõ là hồ sơ đã giải quyết trễ hạn hay còn đang giải quyết
why-in-time = không rõ là hồ sơ đã giải quyết hay còn đang giải quyết
why-total = không rõ là tổng của những gì
why-late = không rõ có tính cả hồ sơ đang giải quyết quá hạn hay không
why-intake = không rõ có tính cả hồ sơ của kỳ trước hay không
why-workload = có tính cả hồ sơ của kỳ trước, mà không cột nào cho biết là bao nhiêu
without-name = { $column } có số mà không có tên; đặt tên cho cột trong tệp, hoặc xóa cột

# Các con số cho thấy gì.

lost-thousands = { $column }: các số có vẻ đã bị chia cho một nghìn, như ở { $cell }: một chương trình đã hiểu dấu phân cách hàng nghìn thành dấu thập phân. Không dùng số nào của cột; xuất lại tệp, hoặc sửa cột này
neighbour-without-name = { $column }: ngay sau là một cột không có tên nên không chắc tên này là của cột nào; đặt tên cho cột sau, hoặc xóa cột ấy
part-without-rest = { $column }: chỉ là một phần của { $figure }, và không cột nào có phần còn lại; xuất thêm phần còn lại
on-time-with-early = { $on-time }: đã gồm cả { $early }, vì chỉ như vậy { $total } mới bằng các phần cộng lại: được tính là { $figure }
not-the-sum = { $column }: ở đa số các hàng không bằng tổng của { $terms }; không dùng cột nào trong các cột này. Sửa lại bảng, hoặc ghi ý nghĩa của các cột trong tệp khai báo cột (--map)
sum = { $column }: là tổng của { $terms }; không dùng
sum-of-nothing-known = { $column }: là tổng của { $terms }, mà tthc.json không có chỗ cho tổng này; không dùng
open-together = { $columns }: không dùng, vì website ghi riêng hồ sơ đang giải quyết trong hạn và quá hạn, còn đây là hai số ấy cộng lại
open-rest = { $columns }: không dùng; phần còn lại của cột này là { $figure }, nhưng bảng không có số ấy
other-period = { $columns }: không dùng, vì là số của kỳ khác hoặc là mức chênh lệch giữa các kỳ
same-numbers = { $column }: có cùng các số với { $other }; không dùng
named-otherwise = { $column }: không dùng, vì tệp khai báo cột đã chọn một cột khác cho số này
same-meaning = { $columns } cùng được hiểu là { $meaning }; không dùng cột nào. Ghi cột đúng trong tệp khai báo cột (--map), hoặc ghi "" cho cột kia

# Số hồ sơ tiếp nhận.

another-intake = { $column }: cũng là một tổng số hồ sơ tiếp nhận; không dùng
counted-as-way = { $column }: được tính là một hình thức nộp hồ sơ, vì các con số cho thấy đó là một phần của { $total }
ways-not-all = { $columns }: không dùng, vì các hình thức nộp này chưa đủ để thành { $total }
ways-missing = { $columns }: đây chưa phải là mọi hình thức nộp hồ sơ nên không biết số tiếp nhận (received); xuất thêm cột tổng số tiếp nhận
ways-uncertain = { $columns }: { $others } có thể cũng là một hình thức nộp hồ sơ nên không biết số tiếp nhận (received); ghi ý nghĩa của { $others } trong tệp khai báo cột (--map)
ways-refuted = { $columns }: cộng lại không bằng { $total } ở hàng nào, dù tính hay không tính hồ sơ kỳ trước chuyển qua; không dùng số tiếp nhận (received). Sửa lại bảng
