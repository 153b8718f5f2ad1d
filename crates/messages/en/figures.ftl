# What `trangxa import-tthc` says: its report, and what is wrong with the site, the mapping file and the periods.

# Periods inside of other sentences. A month and the quarters have two digits.

month = { $year }-{ $month }
quarter = { $year }-Q{ $quarter }
year = { $year }
months = { $first-year }-{ $first-month }..{ $last-year }-{ $last-month }
day = { $year }-{ $month }-{ $day }

# Places and numbers inside of other sentences.

figure-in = { $figure } in { $place }
percent = { $whole }%
fraction = { $whole }.{ $decimals }%
and-last = { $others } and { $last }
and-more = and { $count } more

# Names of figures, as reports of changes have them: in English by their members of tthc.json.

figure = { $name ->
   *[other] { $key }
 }
completed = stated.completed
completion-rate = stated.completion_rate
late-rate = stated.late_rate

# The report: about a file, a table, and the whole import. Each line begins with its kind.

line-period = period: { $text }
line-unknown = unknown: { $text }
numbers = { $new ->
    [one] 1 number is new
   *[other] { $new } numbers are new
 }, { $changed } changed, { $unchanged } unchanged
document = { $document }: { $numbers }
end-written = The file was written. Run `trangxa check` to see whether the figures agree with one another.

# Why nothing was imported.

no-files = no file was named; name the CSV or XLSX file that the one-stop system exported
site-mistaken = { $mistakes }
    `trangxa check` lists these mistakes. Correct the file or move it away, then import again; nothing was changed
result-mistaken = { $problem }; nothing was written

# The mapping file, in which a clerk says what columns mean.

mapping-no-meaning = expected a count of tthc.json such as "late", one of { $known }, or "" for a column that is not to be used; found { $value }. The guide for operators lists them
template-needless = --map-template: every column with numbers was understood, so that no mapping file was written

# The figures of the site.

site-without-figures = { $site } does not name the figures yet; the site shows them once it contains "data": {"{"}"tthc": "{ $document }"{"}"}
site-elsewhere = { $site } takes the figures from { $address }; these were merged into { $document }, and the site does not show them until { $site } names that file
fields-no-list = { $period }, { $field }, { $place }: "fields" of that period is not a list in the figures of the site; not used. Correct it, then import again
total-stays = { $period }, { $figure }: the sum of the fields is { $sum }, but the site's total is { $total }; the total stays. Export a row "Tổng cộng" to replace it
total-computed = { $period }: the table has no row of totals; computed from the fields: { $figures }
conflict = { $place }: { $figures }; none of them was used. Correct the export
tables-disagree = { $period }: several tables have figures of it, and differ in many of them; nothing of it was used. Import only the right one

# The period of a table.

period-named = { $period }, from { $place }
period-of-rows = { $period }, from its rows
sheet-name = the sheet's name
file-name = the file's name ("{ $name }")
period-missing = nothing says which months the table is about; name them with --period, such as --period 2023-11, or write "Tháng 11/2023" above the table
period-not-whole = { $cell }: these days are not whole months, and the site's figures are by month; if a month is close enough, name it with --period
period-several = { $cell }: this names several periods; name the right one with --period
period-future = { $place }: { $period } had not begun on { $day }; correct it, or name the period with --period
period-different = { $first } and { $second } name different months; name the right ones with --period
