# Office, alerts, procedures

lacks = lacks { $parts }
papers = the papers to bring
fee = the fee
time = the time that it takes
place = the place where it is filed
decision-old = the decision is of { $date }, more than two years ago: see whether the procedure is still the same
place-unknown = "{ $id }" is the id of no desk in office.json; the page shows it as it is: correct the id, or write a text such as "Bộ phận Một cửa"
place-without-office = "{ $id }" is the id of a desk, but the site has no office.json; the page shows it as it is: add office.json, or write a text such as "Bộ phận Một cửa"
desk-unknown = "{ $id }" is the id of no desk in office.json, so the page does not name the desk: correct the id, or delete "desk"
desk-without-office = "{ $id }" is the id of a desk, but the site has no office.json, so the page does not name the desk: add office.json, or delete "desk"
no-unit = there is no desk; the bar of every page has neither a telephone nor hours: write at least one desk with a "name"
unit-lacks-phone = the first desk ("{ $unit }") has no telephone; the bar of every page takes that of this desk: write it into "phones", or put another desk first
unit-lacks-hours = the first desk ("{ $unit }") has no hours; the bar of every page takes those of this desk: write them into "hours", or put another desk first
alert-long = the alert runs for more than a year, until { $until }: look at the year in until; give what should stay the level "thông tin"

# Parts of the home page (home in site.json)

no-alerts = the home page does not show this part: the site has no data/alerts.json
no-office = the home page does not show this part: the site has no data/office.json
no-popular = the home page does not show this part: no procedure has a number in "popular" in data/procedures.json
no-registers = the home page does not show this part: the site has none of data/documents.json, data/calendar.json and data/people.json
no-calendar = the home page does not show this part: the site has no data/calendar.json
no-articles = the home page does not show this part: the site has no articles yet
no-notices = the home page does not show this part: no category has the id "thong-bao", or that category has no articles
no-figures = the home page does not show this part: the site has no data/tthc.json
no-categories = the home page does not show this part: no category has articles
no-counter = the home page does not show this part: only a live counter knows what is read most

# Official documents (documents.json)

force-differs = force says "{ $claimed }", but by dates and relations it is "{ $found }" today; the page shows what was computed, and tells the contradiction: correct force, or the dates and relations
effective-before-issue = the day on which it comes into force is before the day of issue: look at both again
expires-before-effective = the day on which it expires is not after the day on which it comes into force, so it is never in force: look at both again
effective-unknown = it is not known when it comes into force, so the page does not say whether it is in force: give the day in "effective"
by-older = "{ $number }" was issued before this document, so it cannot replace, repeal or amend it: look at the number or the dates again
end-unknown = is replaced, repealed or amended by "{ $number }", of which it is not known when it came into force, so the page does not say whether this document is in force: write {"{"}"number": "{ $number }", "effective": "2026-07-01"{"}"}
names-itself = the document names itself; left out: correct the number
ambiguous = several documents have the number "{ $number }", so it is not known which is meant; left out: add the year, as in "{ $number } năm 2026", or write the id
number-twice = another document of the year has the number "{ $number }"; both are shown: look at the number again, or give "issuer" if two bodies use the number
document-without-file = has no file; the page tells readers to ask the issuer: name the file in "files"
draft-without-address = the draft does not say where to send comments: write an e-mail address, an https address or a sentence into "send_to"
search-unreadable = cannot be read: the page of the search says so, and finds only what is new
search-counts = { $what }: the search knows { $indexed }, the site has { $site }
