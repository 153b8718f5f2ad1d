# What `trangxa import-documents` says.

# Members of a document, in other sentences.

member-number = number (số, ký hiệu)
member-type = type (loại văn bản)
member-abstract = abstract (trích yếu)
member-issuer = issuer (cơ quan ban hành)
member-signer = signer (người ký)
member-signer-post = signer_post (chức vụ)
member-field = field (lĩnh vực)
member-issued = issued (ngày ban hành)
member-effective = effective (ngày có hiệu lực)
member-expires = expires (ngày hết hiệu lực)
member-force = force (tình trạng hiệu lực)
member-replaces = replaces (thay thế)
member-repeals = repeals (bãi bỏ)
member-amends = amends (sửa đổi)
member-replaced-by = replaced_by (bị thay thế bởi)
member-repealed-by = repealed_by (bị bãi bỏ bởi)
member-amended-by = amended_by (được sửa đổi bởi)
member-files = files (tệp)

# The report.

validity-column = effective (ngày có hiệu lực) or force (tình trạng hiệu lực)
feed = { $file }: the feed of a website
documents = { $count ->
    [one] 1 document
   *[other] { $count } documents
 }
numbers = { $new } documents are new, { $changed } changed, { $unchanged } unchanged
end-written = The file was written. Run `trangxa check` to see which documents lack a file, or contradict each other.
files-missing = { $count ->
    [one] 1 file is named that the folder media of the site does not have; the document was taken without it: { $names }. Put it there, and import again
   *[other] { $count } files are named that the folder media of the site does not have; the documents were taken without them: { $names }. Put them there, and import again
 }
row-alone = row { $row } has only one text ("{ $text }"); not used
row-without-number = row { $row } has neither a number nor an abstract ("{ $text }"); not used

# What was not imported, and why. A row with such a cell is left out.

number-unreadable = { $place }: no number of a document such as 12/KH-UBND can be told; the row was not imported. Correct the cell and import again
date-unreadable = { $place }: expected a date such as 03/07/2025; the row was not imported. Correct the cell and import again
force-unknown = { $place }: this is no state of force such as "Còn hiệu lực", "Hết hiệu lực một phần", "Hết hiệu lực toàn bộ", "Chưa có hiệu lực"; the row was not imported. Correct the cell and import again, or write "" for this column in a mapping file
validity-unreadable = { $place }: this is neither a date such as 03/07/2025 nor a state of force such as "Còn hiệu lực"; the row was not imported. Correct the cell and import again
reference-unreadable = { $place }: no number of a document such as 12/KH-UBND can be told; the row was not imported. Write the numbers of the documents with ; between them, and import again
feed-without-number = no number of a document such as 12/KH-UBND can be told from the title; not imported. Add the document by hand
feed-date-unreadable = the day of issue "{ $text }" cannot be read; not imported. Add the document by hand
different = { $whose }: the files differ in { $member }: { $claims }; the document was not imported. Correct the files and import again
other-abstract = { $whose }: the site has a document with this number of this year and another abstract ("{ $about }"), and not from an earlier import; nothing was changed. If it is the same document, write the abstract of the file into documents.json; if it is another one, write who issued each ("issuer"). Then import again
ambiguous = { $whose }: several documents of the site or of the files may be this one; not imported. Write the day of issue and who issued each, and import again
no-id = { $whose }: the site has another document with this number and this address; give that one another "id" in documents.json and import again

# Why nothing was imported.

no-files = no file was named; name a register (.xlsx, .csv, .docx) or the RSS of the old website (.xml)
no-header = no header was found: no row has "Số ký hiệu" or "Trích yếu" and another known name such as "Ngày ban hành", "Loại văn bản"; if your columns have other names, say what they mean in a mapping file (--map)
