# What `trangxa import-tthc` says about a file that a one-stop system exported, and about its sheets. The name of the file stands before.

in-sheet = sheet "{ $sheet }": { $text }

# Why a file cannot be read.

unreadable = the file cannot be read: { $reason }
too-large = the file has { $bytes } bytes, the limit is { $limit }; export fewer months at a time
empty = the file is empty; export it again
old-excel = the file is a workbook of an old Excel version (.xls), or protected by a password; open it in Excel or LibreOffice and save it as .xlsx without a password
web-page = the file is a web page, whatever its name says; open it in Excel or LibreOffice and save it as .xlsx. If it opens as a login page, export it again
other-archive = the file is a document, but not an .xlsx workbook; open it in Excel or LibreOffice and save it as .xlsx
binary = the file is neither a workbook (.xlsx) nor text (.csv, .tsv)
too-large-unpacked = the workbook unpacks to more than { $limit } bytes, the limit; save only the sheet with the figures
damaged = the file is damaged: { $reason }; export it again
wrong-row = the file is damaged: { $part } names the row "{ $address }", which no sheet has; open it in Excel or LibreOffice, save it as .xlsx, and import that file
wrong-cell = the file is damaged: { $part } names the cell "{ $address }", which no sheet has; open it in Excel or LibreOffice, save it as .xlsx, and import that file
too-many-regions = { $part } has too many merged cells; copy the figures to a new sheet, save it, and import that file
old-font = the text is in the letters of an old font (TCVN3 or VNI), as in "{ $text }"; convert the file to Unicode, with UniKey ("Chuyển mã") for example, and import that file
no-sheet = the workbook has no sheet "{ $name }"; it has { $known }
too-many-cells = row { $row }: the table has more than { $rows } rows or { $columns } columns, the limit; save only the figures
too-many-cells-in-sheet = sheet "{ $sheet }", cell { $cell }: the table has more than { $rows } rows or { $columns } columns, the limit; save only the figures
too-many-sheets = the workbook has more than { $limit } sheets, the limit; name one with --sheet

# How the letters of a file were read.

bad-characters = some characters are not valid { $encoding }; they were read as �: check the names
windows-1258 = the file is not UTF-8; it was read as Windows-1258. Check the names, or export as UTF-8 or .xlsx
old-font-converted = the text is in the letters of an old font ({ $font }); it was converted to Unicode. Check the names
restored = a program had read the file's UTF-8 as Western letters; the text was restored. Check the names

# What a file or sheet is about.

file-of-others = the file's name is that of another commune than the site. If its figures are yours, say so with --unit; nothing was used
sheet-of-others = its name is that of another commune; the sheet was not used
its-name = its name
part-of-dossiers = { $place } says that these are only a part of the dossiers; if they are all, name the sheet with --sheet or correct the title
no-header = no header was found: no row has two known names such as "Lĩnh vực", "Tiếp nhận", "Đúng hạn", "Trễ hạn"; if your columns have other names, say what they mean in a mapping file (--map)
no-header-in-sheet = no header was found; the sheet was not used
several-sheets = several sheets have figures ({ $sheets }), and --period can be about one of them only; name it with --sheet
