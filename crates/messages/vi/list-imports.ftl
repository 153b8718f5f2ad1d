# Lời chung của các lệnh nhập danh mục (`trangxa import-procedures`, `import-documents`, `import-calendar`).

and-more = { $first } và { $count } mục nữa
claim = "{ $text }" ở { $place }
cell = ô { $address } ("{ $text }")
column = { $letters } "{ $name }"
word-table = { $file }, bảng thứ { $number }
column-used = { $letters } "{ $name }" → { $member }
document-line = { $document }:
columns-unused = các cột không có chỗ trên website nên không dùng: { $columns }
columns-unknown = các cột chưa hiểu được nên không dùng: { $columns }. Cột nào cần thì ghi ý nghĩa trong tệp khai báo cột (--map-template, --map)
site-mistaken = { $mistakes }
    Lệnh `trangxa check` liệt kê các lỗi này. Sửa tệp hoặc chuyển tệp đi nơi khác, rồi nhập lại; chưa có gì bị thay đổi
more-mistakes = và { $count } lỗi nữa
result-mistaken = { $problem }; chưa ghi gì
site-elsewhere = { $site } lấy dữ liệu loại này từ { $address }; những gì nhập lần này được gộp vào { $document }, và website chỉ hiện khi { $site } nêu tệp này
mapping-no-meaning = cần một trong các mã { $known }, hoặc "" cho cột không dùng; nhưng gặp { $value }. Tài liệu vận hành có bảng các mã này
template-needless = --map-template: mọi cột đều đã hiểu được nên không cần ghi tệp khai báo cột
memory-unreadable = không đọc được { $file }: { $reason }. Mọi nội dung khác với tệp nhập được coi là của người làm website và được giữ nguyên
memory-damaged = { $file } bị hỏng; mọi nội dung khác với tệp nhập được coi là của người làm website và được giữ nguyên
contradiction = { $whose }, { $member }: các tệp ghi khác nhau ở { $claims }; không lấy mục này. Chỉ nhập tệp đúng
line-new = mới: { $text }
replaced = { $whose }, { $member }: "{ $old }" → "{ $new }"
renewed = { $whose }, { $member }: lấy lại theo tệp, vì nội dung trên website là của lần nhập trước và tệp nay đã khác
filled = { $whose }: điền thêm { $members }
kept-own = { $whose }, { $member }: website có nội dung khác với tệp, và nội dung ấy không phải của lần nhập trước; giữ nguyên. Muốn lấy theo tệp thì xóa "{ $key }" của mục này trong { $document } rồi nhập lại
kept-edited = { $whose }, { $member }: website có nội dung khác với tệp, còn tệp không đổi từ lần nhập trước; giữ nguyên nội dung trên website
