# What `trangxa --help` and the help of each command say.

about = Publishes a commune's information page.
menu = Shows a menu of what can be done, as a double click does on Windows

# Names of values, as they stand in <angle brackets>.

value-site = SITE
value-out = OUT
value-folder = DIR
value-file = FILE
value-source = URL-OR-FILE
value-url = URL
value-path = PATH
value-seconds = SECONDS
value-date = DATE
value-time = TIME
value-count = N
value-name = NAME
value-text = TEXT
value-period = PERIOD

# trangxa new

new = Makes the folder of a new site: a home page, a first article, and the pages "Giới thiệu" and "Liên hệ"
new-exit = The program asks for what the command does not say. Where nobody can answer, that is left out. The exit code is 0 when the site is made, 1 when it cannot be, and 2 when the command is wrong or the name is missing.
new-name = Name of the unit, such as "Xã An Bình"
new-address = Postal address
new-phone = Telephone; a comma between two numbers
new-email = E-mail address
new-hours = Office hours, in Vietnamese
new-editor = Person responsible for the content: the name, a comma, the position
new-host = Address of the site, such as xa-an-binh.example
new-folder = Folder to make, which must be empty if it exists. Default: the name without marks, such as xa-an-binh

# trangxa serve

serve = Previews a site on this computer: builds it, opens it in the browser, builds it again and reloads its pages when a file is saved
serve-more = Nobody else can see the preview. A strip on its pages tells what trangxa check finds; what trangxa build makes has none. Ctrl+C ends the preview.
serve-port = The port on this computer. Default: { $port }, or a free one where another program uses it
serve-no-open = Opens no browser

# trangxa build

build = Builds a site: makes a folder to upload to any static host from a site folder
build-exit = The exit code is 0 when everything is on the site, and 1 when something is not: either the rest is published, or, where a document cannot be read, nothing is, and the folder is unchanged.
build-site = The site folder, which contains data/site.json
build-out = The folder to make. An earlier one is replaced when everything has worked; unchanged files are kept
build-site-option = The site folder, by its name instead of its place
build-out-option = The folder to make, by its name instead of its place
build-app = A built app to use in place of the one that the program of a release carries
build-base-path = The path of the site's root on its host, such as /quangthanh/. Default: the path of base_url in site.json
build-compress = Writes a .br and a .gz file next to each file that gets smaller by it, for hosts that send such files
build-plain = Writes the app without any pages, for a host on which a CMS keeps data/feed.json
build-counter = Counts visits at this live counter instead of the one in site.json, for a staging site
build-wait = Waits this long until another build of the same folder has finished
expected-counter = expected an address such as https://dem.example/

# trangxa check

check = Checks a site: what is wrong with it, where, and what happens to it
check-exit = The exit code is 0 when everything in the site is published, 1 when something is lost or cannot be read, and 2 when there is nothing to read.
check-site = A site folder, the address of a site on the web, or the address of a feed (ending in .json)
check-json = Prints the report as JSON
check-all = Lists every finding instead of the first ten of each kind
check-allow-private = Also reads addresses in private networks (this computer, its neighbours) that a site on the web names. Without it, only its own host may lie in one

# trangxa import

import = Imports the articles of another site into a site folder
import-more = Sources are RSS, Atom, RDF, NukeViet's RSS, the JSON of Đà Nẵng's communes, and JSON Feed. Existing articles stay, and changed ones are updated. Word documents (.docx) become Markdown files in bai/, with their pictures beside them; no file is overwritten.
import-sources = Files, folders of files, or http(s) addresses
import-into = The site folder. Its data/feed.json is created if it does not exist
import-since = Skips items dated before this day, such as 2024-01-01
import-limit = Takes only the newest N items of each source
import-media = Copies pictures and attachments into media/nhap/: at most 20 MB each, 2 GB and 5 000 files in all
import-allow-private = Also reads addresses in private networks (this computer, its neighbours) that a feed names: next pages, redirects and, with --media, files. Without it, a feed reaches public addresses only, and the host of a source that lies in such a network itself. Whoever writes the feed can have anything published that answers there, so name only feeds you trust
expected-date = expected a date such as 2024-01-31

# trangxa import-tthc

import-tthc = Imports TTHC figures that a one-stop system exports (XLSX, CSV) into a site folder
import-tthc-more = The figures are merged into data/tthc.json by period and field. Existing figures are never lost, and cells that cannot be read are listed. The exit code is 0 when everything was read, 1 when something was not (the rest is merged), and 2 when the command or the mapping file is wrong.
import-tthc-files = The exported files: .xlsx, .csv, .tsv
import-tthc-into = The site folder. Its data/tthc.json is created if it does not exist
import-tthc-period = The months that the files cover: 2023-11, 2023-Q3, 2023, 2023-01..2023-11. Default: they are looked for in a column, in the title, and in the names of sheet and file
import-tthc-map = A JSON file that says what columns mean: {"{"}"Tên cột": "late"{"}"}
import-tthc-map-template = Writes such a file for the columns that are not understood, with guesses to confirm, and imports nothing
import-tthc-sheet = The only sheet to read of each workbook. Default: every visible sheet that has figures
import-tthc-unit = The unit whose rows to read where an export has several units. Default: the name in tthc.json or site.json
import-tthc-source-name = The name of the source of the figures, to be shown on the page
import-tthc-source-url = The address of the source of the figures
import-tthc-updated-at = When the figures were exported, such as 2023-11-30T17:00. Default: now
import-tthc-dry-run = Reports what would change, and writes nothing
expected-period = expected months such as 2023-11, 2023-Q3, 2023 or 2023-01..2023-11

# trangxa import-procedures

import-procedures = Imports administrative procedures that the national base exports (XLSX, CSV, DOCX) into a site folder
import-procedures-more = The procedures are merged into data/procedures.json by their codes. No procedure is deleted, and what people wrote on the site is kept; what cannot be read or is doubtful is listed. The exit code is 0 when everything was taken, 1 when something was not (the rest is merged), and 2 when there was no procedure to import, or the command or the mapping file is wrong.
import-procedures-files = The files: lists of procedures (.xlsx, .csv, .tsv, .docx), details of single procedures (.docx)
import-procedures-into = The site folder. Its data/procedures.json is created if it does not exist
import-procedures-all-levels = Imports the procedures that communes do not carry out, too
import-list-map = A JSON file that says what columns mean: {"{"}"Tên cột": "field"{"}"}
import-procedures-sheet = The only sheet to read of each workbook. Default: every visible sheet that has a list
import-procedures-updated-at = The time for updated_at, such as 2026-11-30T17:00. Default: now

# trangxa import-documents

import-documents = Imports official documents from a register (XLSX, CSV, DOCX) or the RSS of the old website into a site folder
import-documents-more = The documents are merged into data/documents.json by number and year. No document is deleted, and what people wrote on the site is kept; rows with anything that cannot be read or is doubtful are listed and left out. The exit code is 0 when everything was taken, 1 when something was not (the rest is merged), and 2 when there was no document to import, or the command or the mapping file is wrong.
import-documents-files = The files: registers (.xlsx, .csv, .tsv, .docx), the RSS of NukeViet's documents (.xml)
import-documents-into = The site folder. Its data/documents.json is created if it does not exist

# trangxa import-calendar

import-calendar = Imports calendars (ICS) and schedules of the week (XLSX, CSV, DOCX) into a site folder
import-calendar-more = The entries are merged into data/calendar.json by their ids. No entry is deleted, and what people wrote on the site is kept; what cannot be read or is doubtful is listed and left out. The exit code is 0 when everything was taken, 1 when something was not (the rest is merged), and 2 when there was no entry to import, or the command or the mapping file is wrong.
import-calendar-files = The files: calendars (.ics), schedules of the week (.xlsx, .csv, .tsv, .docx)
import-calendar-into = The site folder. Its data/calendar.json is created if it does not exist
