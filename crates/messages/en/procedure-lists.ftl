# What `trangxa import-procedures` says.

# Procedures and their members, in other sentences.

member-code = code (mã)
member-name = name (tên)
member-field = field (lĩnh vực)
member-for-whom = for_whom (đối tượng)
member-decision = decision (quyết định công bố)
member-papers = papers (giấy tờ)
member-steps = steps (các bước)
member-ways = ways (cách nộp)
member-result = result (kết quả)
member-legal-basis = legal_basis (căn cứ pháp lý)
in-section = "{ $heading }"
in-section-at = "{ $heading }", "{ $entry }"
place-problem = { $place }: { $problem }
detail-of = { $file }: { $name }
law = { $title }, no. { $number }

# The report.

level-column = chooses the procedures of communes
status-column = leaves out what is no longer in force
procedures = { $count ->
    [one] 1 procedure
   *[other] { $count } procedures
 }
numbers = { $new } procedures are new, { $changed } changed, { $unchanged } unchanged
end-written = The file was written. Run `trangxa check` to see which procedures lack papers, fees, times or a place.

# What was not imported, and why.

other-levels = { $count ->
    [one] 1 procedure is
   *[other] { $count } procedures are
 } not carried out by communes and not imported: { $names }. Add --all-levels to import all
out-of-force = { $count ->
    [one] 1 procedure is
   *[other] { $count } procedures are
 } no longer in force and not imported: { $names }. If one of them is on the site, remove it from procedures.json yourself
sections-unused = sections that are not used, because procedures.json has no place for them or leaves it to whoever keeps the site: { $names }
forms-unused = { $count ->
    [one] 1 form is
   *[other] { $count } forms are
 } named by the file and not downloaded: { $names }. Those that the site does not have yet: download them, put them into the folder media, and write their paths as the "form" of the papers
row-without-name = row { $row } has neither a name nor a code ("{ $text }"); not used
code-unreadable = { $cell }: this is no code such as 1.001193; the row ("{ $name }") was not imported. Correct the cell and import again
decision-unreadable = { $place }: no number of a decision such as 1872/QĐ-BTP can be told; the decision was not taken. Correct the cell and import again
date-unreadable = { $place }: expected a date such as 04/09/2020; the date was not taken
detail-code-unreadable = "{ $heading }": "{ $text }" is no code such as 1.001193; the procedure was not imported. Correct the document and import again
no-decision-number = no number of a decision such as 1872/QĐ-BTP can be told; the decision was not taken
no-decision-date = expected a date such as 04/09/2020; the date was not taken
table-unknown = there is a table whose columns are not known; it was not taken
ways-without-table = there is no table "Hình thức nộp, Thời hạn giải quyết, Phí, lệ phí"; the ways were not taken. Write them into procedures.json
papers-without-table = there is no table "Tên giấy tờ, Số lượng"; the papers were not taken. Write them into procedures.json
way-unknown = this is none of the ways "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"; it was not taken
time-unreadable = the time "{ $text }" has no unit such as days; it was not taken
fee-unreadable = how much the fee "{ $text }" is cannot be told; it was not taken
count-unreadable = the number "{ $text }" cannot be read, expected "Bản chính: 1 Bản sao: 0"; the paper was taken without it
different-names = the code { $code } has different names: { $claims }; the procedure was not imported. Correct the file and import again
ambiguous-name = { $name }: several procedures of the site have this name, and none has the code; write the code into procedures.json and import again
no-name = { $code }: the file has no name, and the site has no procedure with this code; import a list with names first
no-id = { $name }: the site has another procedure with this name and code, so that it can have no address of its own; give that one another "id" in procedures.json and import again

# Why nothing was imported.

no-files = no file was named; name a list (.xlsx, .csv) or a detail of a procedure (.docx)
no-header = no header was found: no row has "Tên TTHC" or "Mã TTHC" and another known name such as "Lĩnh vực", "Cấp thực hiện"; if your columns have other names, say what they mean in a mapping file (--map)
no-detail = no procedure was found: the document has no heading "Mã thủ tục" or "Tên thủ tục", and no table that is a list of procedures; save the page of the procedure on dichvucong.gov.vn as .docx and import that file
