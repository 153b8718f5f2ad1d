# What `trangxa import-tthc` says about the rows and cells of a table.

row = row { $row }
row-named = row { $row } ("{ $name }")
row-of-field = row { $row } ({ $name })
row-of-total = row { $row } (total)
cell = { $address } ("{ $text }")

# Why no row of a table can be used.

procedures = { $column } names single procedures, and the site's figures are by field (lĩnh vực); export the report by field
offices = { $place }: these name offices ({ $names }), and none is that of the site; name yours with --unit. Nothing was used
no-office = { $place }: there is no "{ $name }"; it has { $names }. Correct --unit; nothing was used
rows-of-table = the rows of the table
other-commune = { $cell }: this names another commune than the site. If its figures are yours, name it with --unit; nothing was used
fields-or-offices = { $column }: nothing says whether these are fields or offices: { $names }. Say it in a mapping file (--map) with "field" or "unit"; nothing was used
too-many = one period has { $count } rows with figures, more than an office has fields; export the report by field (lĩnh vực). Nothing was used
spoilt-name = { $row }: the name has lost letters to a wrong encoding; export the file as UTF-8 or .xlsx. Nothing was used
several-totals = { $rows }: each may be the total of the period, and the numbers do not show which; nothing was used. Leave only the right one in the table

# Rows that are passed over.

other-period = { $row } is about another period, compares two, or repeats other rows; not used
other-offices = the rows of { $count ->
    [one] another office
   *[other] { $count } other offices
 } were not used
other-offices-in = { $column }: the rows of { $count ->
    [one] another office
   *[other] { $count } other offices
 } were not used
without-field = { $row }: no field is named; the row was not used. Write its name into the table

# The period of a row.

total-of-months = { $cell }: a total of several months; the site adds up its months itself, so that the row was not used
no-year = { $cell }: expected a year such as 2023; the row was not used
no-first-month = { $cell }: expected a month such as 2023-11 or 11/2023, or its first day; the row was not used
no-last-month = { $cell }: expected a month such as 2023-11 or 11/2023, or its last day; the row was not used
no-month = { $cell }: expected a month such as 11/2023; the row was not used
no-quarter = { $cell }: expected a quarter such as Quý III/2023; the row was not used
ends-too-early = { $cell }: the period ends before it begins; the row was not used
no-begin = { $cell }: the row says where its period ends, but not where it begins; the row was not used
outside = row { $row }: it is about { $period }, which is not in --period { $given }; the row was not used
names-no-month = { $address }: the cell names no month; the row was not used

# The numbers of a row.

no-count = { $cell }: expected a count ({ $column }); the number on the site was not changed
no-percentage = { $cell }: expected a percentage from 0 to 100 ({ $column }); the number on the site was not changed
no-results = { $cells }: these formulas have no saved result; open the file in Excel, save it, and import it again. The numbers on the site were not changed
received-differs = row { $row }: the received dossiers are { $sum } by the sum of their parts and { $rest } by their total; neither was used. Correct the table
received-negative = row { $row }: the total of received dossiers is less than those carried over from the period before; neither was used. Correct the table
not-the-sum-of-parts = row { $row }: { $total } is not the sum of { $parts }; the total was not used
neither-sum-nor-parts = row { $row }: { $total } is not the sum of { $parts }; these numbers were not used
early-included = { $column }: in every row, this and the late dossiers together are all completed ones, so it includes the early ones: used as { $figure }
early-unknown = { $column }: the table does not say how many were early. If this includes them, name it "in_time" in a mapping file (--map)
in-time-differs = { $row }: states { $stated } in time, but early and on time together are { $sum }; check the table
completed-differs = { $row }: states { $stated } as completed, but the counts make { $sum }; check the table
completed-unused = { $column }: not used in { $count ->
    [one] a row of a field
   *[other] { $count } rows of fields
 }, because the counts that it is the sum of are missing there

# Fields, sections and totals.

sum-of-rows = { $row } is the sum of the other rows: used as the total of the period
sum-of-all = { $row } is the sum of all other rows: used as the total
total-or-field = { $row }: it is the sum of all other rows, and has the name of a field: it may be their total or a field; not used. If it is the total, name it "Tổng cộng"; if it is a field, add a row of totals
part-uncertain = { $row }: it may be a part of the field above, and neither numbers of rows nor sums say so; not used. Number the rows of the table, or add a row of totals
parts = { $parts }: a part of { $row }; not used
section = row { $row }: "{ $name }" is the sum of a section; not used
section-refuted = row { $row }: "{ $name }" is a section whose number the total refutes; not used
section-without-rows = { $row }: the rows below do not add up to it; it was used, and they were not. Correct the table
section-uncertain = { $row }: it is not the sum of { $rows }; none of them was used. Correct the table
sections-as-fields = several sections have rows of one name, so that the sections are used as fields
field-twice = { $rows } are one field with different numbers; none of them was used. Correct the export
subtotal = { $row } is the sum of the rows above; not used
no-total = { $row }: it is not the sum of the fields, as { $total } is; not used. Correct the row, or delete it
total-refuted = { $row }, { $column }: the total is not the sum of its fields; the total was not used. Correct the table
total-of-offices = { $row }: it is not the sum of our rows, and may be the total of all offices; not used. If it is ours, correct the table
total-with-sections = { $row }: it counts the groups and the rows below them, so everything twice; not used. Correct the row, or delete it
total-doubled = { $row }: it is twice the sum of the fields in every column; not used. Correct the row, or delete it
total-larger = { $row }: it is more than the fields together, so that these are not all fields
