# `trangxa` without a command: what it is, and the menu in the window that a double click opens.

about = Trang Xã { $version }: makes the information page of a commune.
what = Each site is a folder on this computer. The program checks the folder and builds it into files for any web host.
begin = Three commands to begin with:
begin-new = Make a new site; the program asks for what it needs:
begin-serve = Preview it while you edit it and write articles; its pages reload when a file is saved:
begin-build = Build it into a folder to upload:
help = All other commands: { $command }
example-name = Xã An Bình

menu = Press the number of what is to be done, and Enter:
menu-new = { "  1  " }Make a new site
menu-serve = { "  2  " }Preview a site in the browser
menu-build = { "  3  " }Build a site for a web host
menu-end = { "  Enter  " }Close this window
choose = Number
no-such-choice = there is no number "{ $choice }"
ask-site = Site folder (you can drop it here)
ask-out = Folder to build into
no-site = { $folder }: there is no site here; a site folder has a file data/site.json
not-unpacked = Note: the program runs in the temporary folder { $folder }, and what is made here will be lost. Unpack the .zip file into a folder, and run trangxa.exe there.
close = Press Enter to close this window.
