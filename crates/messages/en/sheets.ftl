# What `trangxa import-tthc`, `import-procedures`, `import-documents` and `import-calendar` say about a file with tables, and about the mapping file. The name of the file stands before.

# Places, in other sentences or before them.

in-sheet = sheet "{ $sheet }": { $text }
no-header-in-sheet = no header was found; the sheet was not used
row-of = { $table }, row { $row }
sheet = { $file }, sheet "{ $sheet }"

# Why a file cannot be read.

unreadable = the file cannot be read: { $reason }
too-large = the file has { $bytes } bytes, the limit is { $limit }; export it in several smaller files
empty = the file is empty; export it again
old-excel = the file is a workbook of an old Excel version (.xls), or protected by a password; open it in Excel or LibreOffice and save it as .xlsx without a password
web-page = the file is a web page, whatever its name says; open it in Excel or LibreOffice and save it as .xlsx. If it opens as a login page, export it again
other-archive = the file is a document, but not an .xlsx workbook; open it in Excel or LibreOffice and save it as .xlsx
binary = the file is neither a workbook (.xlsx) nor text (.csv, .tsv)
too-large-unpacked = the workbook unpacks to more than { $limit } bytes, the limit; save only the sheet to import
damaged = the file is damaged: { $reason }; export it again
wrong-row = the file is damaged: { $part } names the row "{ $address }", which no sheet has; open it in Excel or LibreOffice, save it as .xlsx, and import that file
wrong-cell = the file is damaged: { $part } names the cell "{ $address }", which no sheet has; open it in Excel or LibreOffice, save it as .xlsx, and import that file
too-many-regions = { $part } has too many merged cells; copy the table to a new sheet, save it, and import that file
old-font = the text is in the letters of an old font (TCVN3 or VNI), as in "{ $text }"; convert the file to Unicode, with UniKey ("Chuyển mã") for example, and import that file
no-sheet = the workbook has no sheet "{ $name }"; it has { $known }
too-many-cells = row { $row }: the table has more than { $rows } rows or { $columns } columns, the limit; save only what is to be imported
too-many-cells-in-sheet = sheet "{ $sheet }", cell { $cell }: the table has more than { $rows } rows or { $columns } columns, the limit; save only what is to be imported
too-many-sheets = the workbook has more than { $limit } sheets, the limit; name one with --sheet

# How the letters of a file were read.

bad-characters = some characters are not valid { $encoding }; they were read as �: check the names
windows-1258 = the file is not UTF-8; it was read as Windows-1258. Check the names, or export as UTF-8 or .xlsx
old-font-converted = the text is in the letters of an old font ({ $font }); it was converted to Unicode. Check the names
restored = a program had read the file's UTF-8 as Western letters; the text was restored. Check the names

# The mapping file.

mapping-too-large = the file has more than { $limit } bytes, the limit; check that it is the mapping file
mapping-no-object = expected an object such as {"{"}"Tên cột": "{ $meaning }"{"}"}
mapping-no-name = expected the name of a column
mapping-same-name = this is the same column name as "{ $name }"
mapping-guess = this is a guess that nobody has confirmed; write "{ $guess }" without the question mark if it is right, another meaning, or "" for a column that is not to be used
mapping-file = the mapping file { $file }: { $reason }
mapping-unused = --map, "{ $name }": no file has a column of that name; correct the mapping file
template-written = --map-template: { $file } lists { $count ->
    [one] 1 column that was
   *[other] { $count } columns that were
 } not understood. Correct or confirm each, then import with --map

# Reports. Each line begins with its kind.

file-error = error: { $file }: { $text }
file-numbers = { $file }: { $text }
file-note = note: { $file }: { $text }
note = note: { $text }
header-row = { $table }: the header is in row { $row }
header-rows = { $table }: the header is in rows { $first } to { $last }
line-column = column: { $text }
line-not-used = not used: { $text }
line-not-read = not read: { $text }
line-changed = changed: { $text }
line-note = note: { $text }
line-more = { $count } more
end-trial = Nothing was imported, because this was a trial (--dry-run, --map-template).
end-unchanged = The file was not changed.
