# Lời của lệnh `trangxa import-documents`.

# Các mục của văn bản, ở trong câu khác.

member-number = số, ký hiệu (number)
member-type = loại văn bản (type)
member-abstract = trích yếu (abstract)
member-issuer = cơ quan ban hành (issuer)
member-signer = người ký (signer)
member-signer-post = chức vụ (signer_post)
member-field = lĩnh vực (field)
member-issued = ngày ban hành (issued)
member-effective = ngày có hiệu lực (effective)
member-expires = ngày hết hiệu lực (expires)
member-force = tình trạng hiệu lực (force)
member-replaces = thay thế (replaces)
member-repeals = bãi bỏ (repeals)
member-amends = sửa đổi (amends)
member-replaced-by = bị thay thế bởi (replaced_by)
member-repealed-by = bị bãi bỏ bởi (repealed_by)
member-amended-by = được sửa đổi bởi (amended_by)
member-files = tệp (files)

# Báo cáo.

validity-column = ngày có hiệu lực (effective) hoặc tình trạng hiệu lực (force)
feed = { $file }: tệp RSS của trang web cũ
documents = { $count } văn bản
numbers = { $new } văn bản mới, { $changed } văn bản thay đổi, { $unchanged } văn bản như cũ
end-written = Đã ghi tệp. Chạy `trangxa check` để xem văn bản nào còn thiếu tệp hoặc mâu thuẫn với văn bản khác.
files-missing = có { $count } tệp được nhắc đến mà thư mục media của website chưa có; văn bản vẫn được nhập, chưa kèm tệp: { $names }. Chép tệp vào thư mục media rồi nhập lại
row-alone = hàng { $row } chỉ có một đoạn chữ ("{ $text }"); không dùng
row-without-number = hàng { $row } không có số, ký hiệu và trích yếu ("{ $text }"); không dùng

# Những gì không nhập, và vì sao. Hàng có ô như vậy thì không nhập cả hàng.

number-unreadable = { $place }: không rõ số, ký hiệu, cần dạng 12/KH-UBND; không nhập hàng này. Sửa ô này rồi nhập lại
date-unreadable = { $place }: không đọc được ngày, cần dạng 03/07/2025; không nhập hàng này. Sửa ô này rồi nhập lại
force-unknown = { $place }: không phải là tình trạng hiệu lực như "Còn hiệu lực", "Hết hiệu lực một phần", "Hết hiệu lực toàn bộ", "Chưa có hiệu lực"; không nhập hàng này. Sửa ô này rồi nhập lại, hoặc ghi "" cho cột này trong tệp khai báo cột
validity-unreadable = { $place }: không phải là ngày như 03/07/2025, cũng không phải là tình trạng hiệu lực như "Còn hiệu lực"; không nhập hàng này. Sửa ô này rồi nhập lại
reference-unreadable = { $place }: không rõ số, ký hiệu của văn bản nào, cần dạng 12/KH-UBND; không nhập hàng này. Ghi số, ký hiệu các văn bản, cách nhau bằng dấu ; rồi nhập lại
feed-without-number = tiêu đề không cho biết số, ký hiệu nào như 12/KH-UBND; không nhập. Tự thêm văn bản này
feed-date-unreadable = không đọc được ngày ban hành "{ $text }"; không nhập. Tự thêm văn bản này
different = { $whose }: các chỗ ghi khác nhau về { $member }: { $claims }; không nhập văn bản này. Sửa lại tệp rồi nhập lại
other-abstract = { $whose }: website đã có văn bản cùng số, cùng năm nhưng trích yếu khác ("{ $about }"), không phải của lần nhập trước; không thay đổi gì. Nếu là một văn bản thì ghi trích yếu như trong tệp vào documents.json; nếu là hai văn bản thì ghi cơ quan ban hành ("issuer") của từng văn bản. Sau đó nhập lại
ambiguous = { $whose }: có nhiều văn bản trên website hoặc trong tệp có thể là văn bản này; không nhập. Ghi rõ ngày ban hành và cơ quan ban hành của từng văn bản rồi nhập lại
no-id = { $whose }: website đã có văn bản khác mang số và địa chỉ như vậy; đặt "id" khác cho văn bản ấy trong documents.json rồi nhập lại

# Vì sao chưa nhập gì.

no-files = chưa có tên tệp nào; ghi tên tệp danh mục văn bản (.xlsx, .csv, .docx) hoặc tệp RSS của trang web cũ (.xml)
no-header = không tìm thấy hàng tên cột: không hàng nào có "Số ký hiệu" hoặc "Trích yếu" cùng một tên quen thuộc khác như "Ngày ban hành", "Loại văn bản"; nếu các cột mang tên khác thì ghi ý nghĩa của từng cột trong tệp khai báo cột (--map)
