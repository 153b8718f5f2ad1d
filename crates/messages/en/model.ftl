# What is wrong with a document of a site: site.json, feed.json, tthc.json, visits.json, office.json, alerts.json, procedures.json, calendar.json. The file and the place in it stand before the sentence.

# Where something stands.

line = line { $line }
line-column = line { $line }, column { $column }

# A document as a whole.

html-page = the file begins with "<": it is a web page, not JSON (many hosts send one for a missing file); put the document itself in its place, or correct its address
too-large = the file has { $bytes } bytes, the limit is { $limit }; take out what is old, or divide it
too-deep = lists and objects are nested more than { $limit } levels deep, which is the limit; close the brackets where they end
syntax = not valid JSON: { $mistake }
no-version = is missing; write "version": { $expected }
other-version = the version is { $found }; this program reads version { $expected }: correct it, or use a newer version of this program

# Its encoding.

wide = the file is in { $encoding }, but JSON is read in UTF-8; save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)
office-document = the file is a document of an office program, a PDF or an archive, not JSON; put the document itself in its place
old-encoding = the file is not in UTF-8: the byte { $byte } here is no letter of it (it may be in an older encoding such as Windows-1258 or TCVN3); save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)

# Its syntax. The line with the mistake and a mark under it follow the sentence.

empty-file = the file is empty; put its content back, or delete the file
file-ends = the file ends here, but the "{ $bracket }" of { $place } is not closed; the end of the file may be missing
still-open = "{ $bracket }" stands here, but the "{ $open }" of { $place } is still open; close it first
other-bracket = "{ $bracket }" stands here, but { $place } has opened another bracket; correct one of the two
closes-nothing = "{ $bracket }" closes nothing that is open; delete it
behind-end = the document ends before this; delete what follows
text-open = the text that begins here is not closed with "; write " where it ends, or get the whole file again if its end is missing
line-break = a line break stands inside a text; write \n in its place, or close the text with " if it should end here (it begins at { $place })
tab = a tab stands inside a text; write \t, or a space, in its place
control-character = the control character { $code } stands inside a text; delete it
backslash = a single backslash stands inside a text; write two (\\), and in the path of a file a slash (/)
quote-inside = a quotation mark inside a text ends the text here; write \" for it, or “ and ”
curly-end = the text is opened with " and closed with the curly quotation mark { $quote }; write " for both
curly-quote = the curly quotation mark { $quote } stands here; JSON knows only the straight one, ": write that one (Word makes it curly; edit the file with Notepad)
single-quote = single quotation marks stand here; JSON knows only double ones, ": write those
second-mark = a second byte order mark (U+FEFF) stands at the beginning; delete it
no-break-space = a no-break space ({ $code }) stands here, as web pages and office programs have it; replace it with an ordinary space
invisible = an invisible character ({ $code }) stands here, as web pages and office programs have it; replace it with an ordinary space
comment = a comment stands here; JSON has none, delete it
two-commas = two commas follow one another; delete one
last-comma = a comma stands before the closing "{ $bracket }"; delete it
no-comma = a comma is missing here
semicolon = a semicolon stands here; write a comma
equals = "=" stands here; write a colon
name-without-value = the name before this has no value; write a colon and the value
no-colon = a colon is missing here, after the name
no-value = a value is missing here; write one, or null
bare-name = a name stands here without quotation marks; write "name": value
number-as-name = a number stands where a name is expected; a decimal number is written with a point, not a comma
name-expected = expected a name in quotation marks here
comma-expected = expected a comma or a closing bracket here
value-expected = expected a value here: a text in quotation marks, a number, a list or an object
small-letters = write { $word } in small letters
write-null = "{ $word }" is no value; write null
number-form = "{ $word }" is not written as a number of JSON; write it without zeros before it, or in quotation marks
bare-text = a text stands here without quotation marks; write "…"

# A value of another kind than expected.

expected = expected { $what }, found { $found }
missing = is missing; expected { $what }

a-list = a list
an-object = an object
a-text = text
a-fraction = a number with a fraction
a-count = a whole number of at least 0
a-percentage = a percentage from 0 to 100
a-date = a date such as 2023-11-30T07:04:41+07:00
a-month = a month such as 2023-11
an-id = an id of small letters a-z, digits and single hyphens
a-web-address = an address such as https://xa.example/
a-document-address = a path in the site such as data/feed.json, or an https address
a-file-address = an address such as https://xa.example/mau.docx, or for a file in the site folder ../media/…
an-alert-level = "khẩn", "cảnh báo" or "thông tin" (the alert is shown as "cảnh báo")
a-base-url = an absolute address that ends in "/", such as https://xa.example/ or https://xa.example/quangthanh/
partners = "*" or a list of origins such as https://cong.thanhhoa.gov.vn
an-origin = an origin such as https://cong.thanhhoa.gov.vn or https://*.thanhhoa.gov.vn, without a path or a "/" at its end (names with marks as xn--…)
a-field-name = the name of a field
widths = a list of 1 to 8 widths in pixels, each from 16 to 4000, such as [240, 480, 960, 1600]
a-width = a width from 16 to 4000 pixels
a-force = "chưa có hiệu lực", "còn hiệu lực", "hết hiệu lực một phần", "hết hiệu lực toàn bộ", "ngưng hiệu lực" or "không còn phù hợp"
a-boolean = true or false, without quotation marks
a-home-part = a part of the home page: alert, office, procedures, registers, lead, notices, calendar, figures, news, categories or most-read

# site.json.

too-many-origins = expected at most { $limit } letters of origins together, found { $found }: hosts drop longer headers; name what belongs together as https://*.thanhhoa.gov.vn, or allow everyone with "*"
redirect-from = from: expected a path such as /tin-tuc/bai-cu.html, found "{ $found }"
redirect-to = to: expected a path that begins with "/", or an https address, found "{ $found }"
redirect-to-itself = "{ $address }" is redirected to itself; correct its to, or delete the entry
used-twice = "{ $id }" is used twice; give each an id of its own
reserved = "{ $id }" is an address that the site itself uses; choose another id
visits-kind = kind: expected "file", "counter" or "goatcounter", found "{ $found }"
goatcounter-number = expected a number such as "12 943"; allow visitor counts in the settings of GoatCounter

# Articles of a feed.

no-articles = is missing; expected a list of articles
expected-articles = expected a list of articles, in brackets
item-no-object = is not an object; rejected: write it in braces, with an id and a title
item-no-id = has no id; rejected: give it an id of its own, which stays the same
item-same-id = has the same id "{ $id }" as an earlier item; rejected, the earlier one is kept: give each an id of its own
item-empty = has no title, no summary and no content; rejected: give it one of them
item-date = cannot read the date "{ $date }"; kept without it: write it as 2023-11-30T07:04:41+07:00 or 30/11/2023 07:04
item-no-text = expected text; kept without it: write it in quotation marks
item-no-list = expected a list; kept without it: write it in brackets
item-address = "{ $address }" is not an http, https, mailto or tel address; kept without it: write the whole address, or for a file in the site folder ../media/…
item-change = has no readable date (at) or no text (what); the article is kept without this change: write {"{"}"at": "2026-07-02T08:00:00+07:00", "what": "…"{"}"}
item-old-changes = { $count ->
    [one] the oldest change is
   *[other] the oldest { $count } changes are
} left out; at most { $limit } are shown: remove old ones
item-past-limit = this item and those after it, { $count } in all, are beyond the limit of { $limit }; not read: move them into another document, and name that one in next_url

# Figures of procedures.

too-many-periods = there are more than { $limit } periods; this one and those after it are left out: delete old ones
too-many-fields = there are more than { $limit } fields; this one and those after it are left out: join fields
same-months = has the same months ({ $months }) as an earlier period; left out, the earlier one is kept: delete one, or make one of both
ends-before-it-begins = the period ends ({ $to }) before it begins ({ $from }); exchange the two, or correct one

differs-in-time = is { $whole }, but early and on_time add up to { $parts }
differs-from-counts = is { $stated }, but the counts give { $derived }
differs-in-balance = { $incoming } were to be handled (received and carried_over), but { $outgoing } are accounted for
differs-from-fields = is { $whole }, but the fields add up to { $parts }
field-twice = two fields have the name "{ $name }"
differs-from-previous = is { $here }, but { $before } were open at the end of { $previous }
differs-from-parts = is { $whole }, but the shorter periods in it add up to { $parts }

# The office, alerts and procedures.

too-many-entries = there are more than { $limit } entries; this one and those after it are left out: delete those that are no longer needed
same-entry-id = has the same id "{ $id }" as an earlier entry; left out, the earlier one is kept: give each an id of its own
same-date = has the same date ({ $date }) as an earlier entry; left out, the earlier one is kept: make one of both
ends-before-its-start = the last day ({ $to }) is before the first ({ $from }); left out: exchange the two, or correct one
unread-hours = the days and times in "{ $hours }" are not certain; the line is shown as it is, but pages do not say whether the office is open: write it as "Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00"
unread-hours-of-day = the times in "{ $hours }" are not certain; pages do not say on this day whether the office is open: write them as "7:30–11:30, 13:30–17:00", or "nghỉ" if it is closed
hours-contradict = the lines contradict or overlap each other, or none of them names a day of the week; they are shown as they are, but pages do not say whether the office is open: name each half of a day in one line only
empty-alert = has no title and no text; left out: give it one of them
alert-ends = the alert ends ({ $until }) before or when it begins ({ $from }); left out: correct one of the two
alert-without-end = is missing or cannot be read; the alert ends 24 hours after it begins: write when it ends
alert-ends-at-midnight = is a day without a time; the alert ends when this day begins: add the time, such as 2026-11-20T23:59
empty-person = has neither post nor name; left out: give at least one of them
phone-without-consent = a private number is published only if the person has agreed; left out: write "consent": true if they have, or the number of the office as "phone"
empty-document = has neither number nor abstract; left out: give at least one of them
no-such-event = there is no event "{ $id }" in events; left out: add it there, or correct the id

# The calendar (calendar.json).

a-day-or-time = a day such as 2025-07-03, or a time such as 2025-07-03T08:00
an-end-time = a time such as 2025-07-03T11:30 or 11:30, or a day such as 2025-07-03
a-repeat = a sentence such as "Thứ Năm hằng tuần", or an object with every
a-weekday = a weekday such as "thu-5", "chu-nhat" or "Thứ Năm"
on-holiday = "skip", "next" (the next working day) or "keep"
cancelled = true, false, or the reason as text
unread-repeat = the repetition in "{ $text }" is not certain; it is shown as it is, but the entry stands only on the day of its start: write it as "Thứ Năm hằng tuần", "ngày 15 hằng tháng" or "ngày làm việc đầu tiên hằng tháng"
entry-ends = the end is before or at the start, or more than { $limit } days behind it; the entry is kept without an end: correct start or end
end-without-time = is a day without a time, but the start has one; the entry lasts until 23:59 of this day: add the time, such as 11:30
end-with-time = has a time, but the start has none; the entry is shown for the whole day: add a time to start, or take it from end
repeat-too-long = a repeated entry may last at most { $limit } days; it is kept without an end: correct end, and say in repeat until when it is repeated
empty-exception = cancels and changes nothing; left out: write "cancelled": true, or another start, end or place
no-such-occurrence = the entry is not held on { $date }; this has no effect: correct the date
