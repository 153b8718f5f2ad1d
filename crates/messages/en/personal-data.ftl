# Personal data of citizens in what a site publishes: `trangxa check` and `trangxa build`. `findings.ftl` says what it means and what to do.

# What was found. The places stand in `places`, the first three of them.

kind-at = { $kind }: { $places }
citizen-numbers = { $count ->
    [one] 1 citizen number
   *[other] { $count } citizen numbers
 }
old-identity-numbers = { $count ->
    [one] 1 number of an old identity card
   *[other] { $count } numbers of old identity cards
 }
passports = { $count ->
    [one] 1 number of a passport
   *[other] { $count } numbers of passports
 }
bank-accounts = { $count ->
    [one] 1 bank account
   *[other] { $count } bank accounts
 }
insurance-numbers = { $count ->
    [one] 1 number of an insurance
   *[other] { $count } numbers of insurances
 }
birth-dates = { $count ->
    [one] 1 date of birth
   *[other] { $count } dates of birth
 }
phones = { $count ->
    [one] 1 private telephone number
   *[other] { $count } private telephone numbers
 }
addresses = { $count ->
    [one] 1 address
   *[other] { $count } addresses
 }

# Where, and what stands there, with most characters hidden.

shown = { $shown } ({ $place })
at-paragraph = paragraph { $paragraph }
at-table = table { $table }, row { $row }
at-row = row { $row }
at-sheet = sheet "{ $sheet }", row { $row }
at-page = page { $page }, line { $line }

# Files. The file's name stands before the sentence.

of-article = file of the article "{ $title }": { $message }
unseen-pages = { $count ->
    [one] 1 page is a picture without text
   *[other] { $count } pages are pictures without text
 }
unseen-scan = the pages are pictures without text (a scan)
unseen-protected = the file opens only with a password
unseen-too-large = the file is too large
unseen-damaged = the file is damaged, or is not what its name says
unseen-format = the format is not read; .docx, .xlsx and .pdf are
unseen-archive = the files in the archive are not read

# What an article says of it.

allowed = { $kinds }; the reason that is recorded: { $reason }
no-reason = is no reason; write the consent or the law that allows it, such as "căn cứ Quyết định số …"
