# What a finding of `trangxa check` and `trangxa build` says about its place. `findings.ftl` says what each kind of findings means.

# Where it is. The file and a comma stand before it.

place-article = article "{ $id }" ("{ $title }")
place-page = page "{ $id }" ("{ $title }")

# Documents

site-missing = this file is missing; plain mode works without it, but a build needs it
site-misnamed = is missing; there is { $other }: rename it to { $path }
document-missing = the file { $path } is missing; the site is published without it
document-meant = the file { $path } is missing; there is { $other }: rename it to { $path }
document-unportable = { $path }: { $problem }; rename the file
document-misnamed = this file is not read; only { $document } is
feed-missing = the feed is missing; it contains the articles as a JSON Feed
feed-meant = the feed is missing; there is { $other }: rename it to { $path }
feed-elsewhere = only the app reads { $address }; put a copy at { $path } to have its articles in the pages
feed-too-long = the feed has more than { $limit } documents; the rest is left out
feed-cut-off = the feed continues in this document, but it is missing
feed-leads-out = { $address } is not in the site folder; the rest of the feed is left out
id-taken = has the id of another article in an earlier document; rejected, the first one stays
repeated = "{ $name }" stands in this object a second time; what it held before is not read
unknown-name = there is no field "{ $name }"; did you mean "{ $meant }"?
bad-source-address = expected an address such as https://xa.example/, found "{ $found }"; no reader gets there

# Files, pictures and links

file-missing = the file { $path } is missing
recording-unplayable = { $path } is no recording that browsers play; save it as MP3, M4A or Opus
recording-insecure = { $address } begins with http://, and browsers play no recording from such an address; put the file into the folder media/ of the site, or use an https:// address
link-broken = there is no /{ $path }
meant = { $problem }; there is { $file }: write { $address }
meant-spelling = { $problem }; there is { $file }: write { $address } (capital letters, marks and spaces must agree)
outside-of-site = { $address } lies outside of the site, whose root is { $root }; write { $path }
address-on-one-computer = "{ $address }" is a file on one computer
address-of-one-program = "{ $address }" is known only to the program in which the text was written
address-in-one-network = "{ $address }" can be opened in one office or on one computer only
address-in-text = "{ $address }" stands inside the text itself; save it as a file
address-of-scheme = "{ $address }" begins with { $scheme }:, which the page does not link to
not-published = { $problem }; it is not published
folder-not-published = { $problem }; nothing in it is published
is-link = this is a link, and a link may lead out of the folder; put the file itself here
is-special = this is a pipe, a socket or a device, and no file; remove it
is-nameless = the name of this file is not UTF-8; rename it
rename = { $problem }; rename it, here and where a document names it
twin = Windows and macOS take its name for that of { $twin }, from which it differs only in capital letters or in how marks are composed
output-kept = another program wrote these files into { $folder } before a build replaced it, and other ones have their places now: { $files }; take what you need, then delete this folder

# Names that not every system can hold

bad-character = Windows can hold no name with { $character } in it
bad-end = Windows can hold no name that ends in a dot or a blank
device = Windows takes the name { $name } for a device

# Texts

text-lost = the page lacks the text "{ $text }"
shown = the page shows "{ $text }"
no-author = name the author in "authors", or the source in "_trangxa.source"
no-author-in-file = add a line "tác giả: …" (author) or "nguồn: …" (source) at the top of the file
no-text = put it into "content_html" or "content_text"
no-text-in-file = write it below the lines at the top of the file
no-alt = pictures without alt text: { $count }

# Figures, counters, dates

period-ahead = { $period } had not begun at updated_at
figures-stale = last updated on { $date }, more than 45 days ago
visits-stale = last counted on { $date }, more than a day ago
news-stale = the newest article is of { $date }, more than { $days } days ago
no-counts = there are no numbers for { $site }; { $hint }
hint-goatcounter = check its address, and that "Allow adding visitor counts on your website" is enabled in its settings
hint-counter = check its address, and that the counter was started with --origin and this site's address
category-unnamed = "{ $id }" has { $count } articles; add its name, so that it appears in the menu

# Parts that a page of a public body is expected to have

lacks-editor = lacks the person responsible for the content (footer)
lacks-address = lacks the postal address (footer)
lacks-phone = lacks a telephone number (footer)
lacks-email = lacks an e-mail address (footer)
lacks-about = lacks a page "Giới thiệu" about the unit
lacks-contact = lacks a page "Liên hệ" with its contact data
lacks-categories = lacks categories, which form the menu
lacks-figures = lacks TTHC figures

# Redirects

not-redirected = { $from }: { $reason }; not redirected
partly-redirected = { $from }: { $reason }; only hosts that read a list of redirects redirect it
query-redirected = { $from } has a query; only nginx, Apache, Caddy and lighttpd redirect it, other hosts ignore the entry
redirect-twin = Windows and macOS take it for /{ $twin }
redirect-leads-out = the address leads out of the site or cannot be decoded
redirect-bad-character = the address contains a character that is not allowed in addresses
redirect-twice = an earlier entry redirects the same address
redirect-taken = the site has a page or file at this address
redirect-circular = the redirects lead back to this address
