# What `trangxa import-calendar` says.

# Members of an entry, in other sentences.

member-kind = kind (loại lịch)
member-title = title (nội dung)
member-text = text (chi tiết)
member-place = place (địa điểm)
member-who = who (thành phần)
member-when = start, end (thời gian)

# The report.

at = { $cell }: { $problem }
calendar = { $file }: a calendar (.ics)
entries = { $count ->
    [one] 1 entry
   *[other] { $count } entries
 }
numbers = { $new } entries are new, { $changed } changed, { $unchanged } unchanged
end-written = The file was written. Run `trangxa check` to see what of the calendar contradicts itself.
missing = { $count ->
    [one] 1 entry of an earlier schedule
   *[other] { $count } entries of earlier schedules
 } on these days are not in the files and were kept: { $names }. Where one was cancelled or moved, say so in { $document } ("cancelled", or the new "start" and the old one in "was")

# What was not imported, and why. The cell stands before the sentence.

day-left-out = { $problem }. The rows of this day were not imported. Correct the cell and import again
day-unreadable = expected a day such as "Thứ Hai, 30/6"
no-day = no row above says on which day this is; the row was not imported
no-such-day = there is no such day
no-year = the year is not known: write it into the cell, or above the table a title such as "Lịch công tác tuần 27 (từ 30/6 đến 04/7/2025)"
no-week = the date is not known: write it into the cell, or above the table a title such as "Lịch công tác tuần 27 (từ 30/6 đến 04/7/2025)"
other-weekday = { $date } is another day of the week
outside-week = this is no day of the week in the title, { $first } to { $last }
time-unreadable = expected a time such as "8h00", "14:00", "7 giờ 30" or "Sáng"; the row was not imported. Correct the cell and import again
no-content = says only when, and not what is done; the cell was not imported. Write what is done into it, and import again
other-session = { $time } is not in the part of the day that the row names; the row was not imported. Correct the time and import again
ends-before = the end is not behind the beginning; the row was not imported. Correct the time and import again
row-left-out = row { $row }: { $problem }; it was not imported
entry-left-out = "{ $title }": { $problem }; it was not imported
twice = { $whose }: the files have this entry twice, with different texts; only the first was imported. Correct the files and import again
kept-when = { $whose }: the site has another time than the file ({ $start }), and not from an earlier import; it was kept. If the file is right, write its time into calendar.json yourself

# Why nothing was imported.

no-files = no file was named; name a calendar (.ics) or a schedule of the week (.xlsx, .csv, .docx)
no-header = no header was found: no row has "Nội dung" together with "Thứ, ngày" or "Thời gian"; if your columns have other names, say what they mean in a mapping file (--map)
