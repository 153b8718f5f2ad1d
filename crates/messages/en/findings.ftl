# The report of `trangxa check`.

read = { $site }: { $articles ->
    [one] 1 article
   *[other] { $articles } articles
 } read.
none = No findings: everything is published as intended.
more = and { $count } more; --all lists them

# How bad it is, worst first.

severity-error = CANNOT BE READ ({ $count })
severity-risk = PERSONAL DATA ({ $count })
severity-loss = LOST ({ $count })
severity-fault = NOT AS INTENDED ({ $count })
severity-advice = COULD BE BETTER ({ $count })

# What each kind of findings means: what becomes of the content, and what to do.

unreadable = a document cannot be read: nothing is published until it is corrected
personal-data = personal data of citizens, which law 91/2025/QH15 allows publishing only with consent or by law: hide or delete it, or record the reason in _trangxa.personal_data_ok of the article
item-rejected = rejected, not on the site: give each item an id of its own, and a title or text
field-repeated = an object has a field twice, and only the last is read: delete one, or join them
text-lost = text of the document is missing from its page: correct its markup there
document-left-out = left out: the site is published without it
figures-left-out = a period or field of the figures cannot be used: the page does not show it
number-left-out = a number or name that cannot be used: the page shows it as not published
entry-left-out = an entry (desk, alert, procedure) cannot be used: the page does not show it
entry-field-left-out = a value of an entry (desk, alert, procedure) cannot be used: the entry is shown without it
place-unknown = the place of a procedure is an id that the site does not know: the page shows the id
desk-unknown = a post or an entry of the calendar names a desk that the site does not know: the page does not name the desk
entry-doubtful = an entry (desk, alert) should be looked at again
home-part-empty = site.json names a part of which the home page has nothing to show
search-outdated = the search does not find everything that the site has, or finds what is gone: build the site again
document-contradicts = dates or relations of an official document contradict each other: the page shows what follows, or says nothing of its force
document-incomplete = an official document lacks its file, the day on which it comes into force, or where to send comments
procedure-incomplete = a procedure lacks what people need to know before they come
field-left-out = a field of an article cannot be used: the article is shown without it
field-unknown = a field has a name that is not read, so its content is not on the page: correct the name
document-misnamed = a file is not read, but has nearly the name of a document: rename it, or move it away (Windows hides endings)
file-missing = a file is missing: copy it into the site folder, or remove the reference
picture-unusable = a picture that browsers do not show: the page is without it; save it in another format
picture-broken = the file of a picture is damaged or not complete: copy it into the site folder again
picture-huge = a picture is too large to be read: the page is without it; make it smaller
picture-unreduced = a picture is published as it is, too large for phones: save it as JPEG or PNG
picture-place = a picture that says where it was taken is published: remove the place from the file
recording-unusable = a recording that browsers do not play: the page has a link to the file and no player; save it in another format, or correct the address
file-left-out = something in the folder is no file, or has a name that not every system can hold: it is not on the site
output-kept = files of other programs are kept next to the output folder: look through them
address-unreachable = a picture or link that no reader can open: copy the file into the site folder and name it as ../media/…
markup-shown = the page shows markup as text: put it into content_html, and escape it no more than once
shortcode-shown = the page shows a shortcode of another program as text: replace or delete it there
link-broken = a link leads nowhere, and the reader gets "Không tìm thấy trang": correct its address, or remove it
counter-silent = the visitor counter does not answer as expected: the page shows "—" for its numbers
figures-disagree = figures contradict one another: the page says so; correct the source
redirect-unused = an old address is not redirected on every host: its readers get "Không tìm thấy trang"; change or remove the entry
stale = not updated for a long time: the page says so next to figures
not-looked-at = on another host, which a check of a folder does not ask: run the check with the site's address
category-unnamed = a category has no name in site.json: the first tag is shown instead, and the menu lacks it
part-missing = missing, although readers and regulations expect it of a public page
author-missing = an article has neither author nor source
text-missing = an article has no text: the page shows the summary and links to the source
alt-missing = a picture has no alt text: readers who cannot see it get no description
personal-data-unseen = personal data could not be looked for in a file: look through it yourself before it is published
personal-data-allowed = personal data that is published for a recorded reason: see that the reason still holds
part-lost = a part of a Word document is not on the page: put it into the document in another way
read-otherwise = something in an article's file is shown otherwise than it may be meant: look at the page, and correct the file
date-missing = an article has no date: it is listed after all others
passed-over = something in a Word document is not on the page, as is usual: see whether readers need it
