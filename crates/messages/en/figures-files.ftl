# What `trangxa import-tthc` says about a file that a one-stop system exported, and about its sheets. The name of the file stands before.

# What a file or sheet is about.

file-of-others = the file's name is that of another commune than the site. If its figures are yours, say so with --unit; nothing was used
sheet-of-others = its name is that of another commune; the sheet was not used
its-name = its name
part-of-dossiers = { $place } says that these are only a part of the dossiers; if they are all, name the sheet with --sheet or correct the title
no-header = no header was found: no row has two known names such as "Lĩnh vực", "Tiếp nhận", "Đúng hạn", "Trễ hạn"; if your columns have other names, say what they mean in a mapping file (--map)
several-sheets = several sheets have figures ({ $sheets }), and --period can be about one of them only; name it with --sheet
