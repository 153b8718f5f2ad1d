# What an import of articles says. The name of the source's document, the place in it and the title of the item stand before the sentence.

# Why nothing was imported.

no-sources = no source was named; name a feed's address, a file or a folder
no-source-read = no source could be read:
    { $errors }

# Why a source, or a document of it, cannot be read.

unreadable-file = the file cannot be read: { $reason }
empty-folder = the folder has no file that ends in .xml, .rss, .atom, .rdf or .json; name the folder that has the feed's files
too-large = the file has { $bytes } bytes, the limit is { $limit }; ask for a feed with fewer items
empty = the document is empty; the feed may be switched off on that site: ask its operator
web-page = this is a web page, not a feed; look on that page for a link named RSS, or ask the site's operator for the feed's address
unknown = this is neither XML nor JSON; expected RSS, Atom, RDF, JSON Feed or the JSON of a Đà Nẵng commune
encoding = the text is neither UTF-8 nor in the encoding that it declares ("{ $label }"); save it as UTF-8, or ask the site's operator to
nothing-read = it has items, and none could be read:
    { $losses }
no-feed = this cannot be read as a feed: { $problem }; check the address, or ask the site's operator to correct the feed
unknown-json = this is JSON, but neither a JSON Feed ("version": "https://jsonfeed.org/version/1.1") nor a list of news with TinTucID and TieuDe; check the address

# Why XML cannot be read.

no-element = it has no element
no-end = the element <{ $name }> has no end
too-deep = its elements are nested more than { $limit } deep
no-feed-element = <{ $name }> is no element of a feed
broken = the XML is broken ("{ $problem }")
broken-with-many-items = the document is broken, and has more than { $limit } items

# Chains of documents.

rest-not-read-now = { $error }; the documents after it were not read this time: import again later
rest-not-read = { $error }; the documents after it were not read: correct this one, then import again
file-left-out = { $error }; this file was left out
next-no-address = "{ $next }" is not a web address; it was not followed, and what stands there was not imported: ask the site's operator to correct it
no-next-file = there is no "{ $next }" in the source's folder; it was not followed: copy it there, then import again
chain-too-long = the chain has more than { $limit } documents; the rest was left out
summaries-only = this is a list of summaries that Trang Xã made; the complete texts are in the feed.json at that site's root, import that one

# Items.

item = item { $number }
broken-item = the item is broken ({ $problem }); it was left out: ask the site's operator to correct it
no-object = this is not an object; it was left out
no-text = it has no title, no summary and no content; it was left out: write one of them on the site
no-text-danang = it has no TieuDe, no GioiThieu and no NoiDung; it was left out: write one of them on the site
unreadable-date = the date "{ $date }" cannot be read; the item was imported without it: correct it on the site, or add date_published to the item in the site's feed
other-content = an article cannot show { $kind }; the item was imported without it
item-too-large = the item has more than { $limit } bytes; it was left out: keep its pictures in files, not in the text
deleted = { $count ->
    [one] 1 item is marked as deleted; it was left out
   *[other] { $count } items are marked as deleted; they were left out
 }
months-for-minutes = in the dates of this NukeViet feed the minutes hold the month; date and hour were used, and the minutes set to 00

# Letters.

undecodable = the text has bytes that are no characters; the item was left out: the site has to send UTF-8
encoded-twice = the text was decoded wrongly (as in "Há»™i" for "Hội"); the item was left out: the site's operator has to correct it there
old-font = the text seems to be in an old font's letters (TCVN3 or VNI); the item was left out: convert it to Unicode on the site, for example with UniKey
letters-restored = { $count ->
    [one] the letters of 1 item had been encoded twice (as in "Há»™i" for "Hội"); they were restored
   *[other] the letters of { $count } items had been encoded twice (as in "Há»™i" for "Hội"); they were restored
 }

# Ids.

same-id = an earlier item has the same id "{ $id }"; this one was left out: give it another id on the site
same-link = an earlier item has the same link, title and date; this one was left out
id-of-another = another article has the id "{ $own }"; this one was imported as "{ $id }"
shared-id = { $count } items have the id "{ $id }", which is no id then; their links were used instead

# Pictures and files.

not-copied = { $problem }; the address was not changed
over-total = this file and the following ones exceed the limit max_total_bytes of { $limit }; they were not copied, and their addresses were not changed
over-count = this file and the following ones exceed the limit max_files of { $limit }; they were not copied, and their addresses were not changed
file-over-limit = the file has more than { $limit } bytes, the limit for one file; it was not copied: make it smaller on the site
local-file-over-limit = the file has { $bytes } bytes, the limit for one file is { $limit }; it was not copied: make it smaller
page-for-file = the site sent a web page instead of the file
no-pdf = the site sent a file that is not a PDF
empty-file = the site sent an empty file
no-picture = the site sent a file that is not a JPEG, PNG, GIF, WebP, AVIF or BMP picture

# The site's own feed.

no-json-feed = expected a JSON Feed, an object with version and items
no-items = is missing or not a list; expected a list of articles
next-outside = { $next } is not in the site folder; it was kept, and not followed
next-in-other-folder = { $next } is in another folder; expected all documents of the feed in the same folder
next-leads-back = it leads back to { $path }; the chain was ended here: correct or delete it
no-next = there is no { $path }; expected the feed's next document

# What the last import knew.

state-unreadable = every source was read again, because the file cannot be read: { $reason }
state-damaged = the file is damaged; every source was read again, and the file is rewritten
