# Office, alerts, procedures

lacks = lacks { $parts }
papers = the papers to bring
fee = the fee
time = the time that it takes
place = the place where it is filed
decision-old = the decision is of { $date }, more than two years ago: see whether the procedure is still the same
place-unknown = "{ $id }" is the id of no desk in office.json; the page shows it as it is: correct the id, or write a text such as "Bộ phận Một cửa"
place-without-office = "{ $id }" is the id of a desk, but the site has no office.json; the page shows it as it is: add office.json, or write a text such as "Bộ phận Một cửa"
no-unit = there is no desk; the bar of every page has neither a telephone nor hours: write at least one desk with a "name"
unit-lacks-phone = the first desk ("{ $unit }") has no telephone; the bar of every page takes that of this desk: write it into "phones", or put another desk first
unit-lacks-hours = the first desk ("{ $unit }") has no hours; the bar of every page takes those of this desk: write them into "hours", or put another desk first
alert-long = the alert runs for more than a year, until { $until }: look at the year in until; give what should stay the level "thông tin"

# Parts of the home page (home in site.json)

no-alerts = the home page does not show this part: the site has no data/alerts.json
no-office = the home page does not show this part: the site has no data/office.json
no-popular = the home page does not show this part: no procedure has a number in "popular" in data/procedures.json
no-articles = the home page does not show this part: the site has no articles yet
no-notices = the home page does not show this part: no category has the id "thong-bao", or that category has no articles
no-figures = the home page does not show this part: the site has no data/tthc.json
no-categories = the home page does not show this part: no category has articles
no-counter = the home page does not show this part: only a live counter knows what is read most
