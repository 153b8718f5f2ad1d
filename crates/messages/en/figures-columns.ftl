# What `trangxa import-tthc` says about the columns of a table.

column = column { $letters } ("{ $name }")
column-alone = column { $letters }

# What a column becomes.

used = { $letters } "{ $name }" → { $member }
count = { $key } ({ $name })
part = a part of { $figure }
intake = received and carried_over together
open = all open dossiers
field = field
unit = unit
from = from
to = to
month = month
quarter = quarter
year = year
procedures = procedures

# Columns that are not understood.

unknown = { $column }; if it holds figures, name it in a mapping file (--map)
unclear = { $column }: { $why }; if it holds figures, name it in a mapping file (--map)
why-overdue = it does not say whether these were completed late or are still open
why-in-time = it does not say whether these were completed or are still open
why-total = it does not say what it is the total of
why-late = it does not say whether the open overdue dossiers are included
why-intake = it does not say whether dossiers of the period before are included
why-workload = it includes dossiers of the period before, and no column says how many
without-name = { $column } has numbers and no name; name it in the file, or delete it

# What the numbers of columns show.

lost-thousands = { $column }: its numbers look divided by a thousand, as in { $cell }: a program took the mark of thousands for a decimal mark. Nothing of the column was used; export the file again, or correct the column
neighbour-without-name = { $column }: a column without a name follows, so that it is not certain which of them has the name; not used
part-without-rest = { $column }: it counts only a part of { $figure }, and no other column has the rest; not used. Export the rest, too
on-time-with-early = { $on-time }: it includes { $early }, because only so { $total } is the sum of its parts: used as { $figure }
not-the-sum = { $column }: in most rows it is not the sum of { $terms }; none of these was used. Correct the table, or say what the columns mean in a mapping file (--map)
sum = { $column }: it is the sum of { $terms }; not used
sum-of-nothing-known = { $column }: it is the sum of { $terms }, which no member of tthc.json counts; not used
open-together = { $columns }: not used, because the site shows open dossiers in time and overdue separately and this is their sum
open-rest = { $columns }: not used; { $figure } would be the rest of it, but the table does not have it
other-period = { $columns }: not used, because it is about another period than the table, or a difference between periods
same-numbers = { $column }: it has the numbers of { $other }; not used
named-otherwise = { $column }: not used, because the mapping file names another column for the same
same-meaning = { $columns } both mean { $meaning }; neither was used. Name the right one in a mapping file (--map), or map the other to ""

# The received dossiers.

another-intake = { $column }: another total of received dossiers; not used
counted-as-way = { $column }: counted as a way in which dossiers arrive, because the numbers make it a part of { $total }
ways-not-all = { $columns }: not used, because these ways of arriving are not all that { $total } counts
ways-missing = { $columns }: these are not all ways in which dossiers arrive, so that received is not known; not used. Export their total, too
ways-uncertain = { $columns }: { $others } may be another way in which dossiers arrive, so that received is not known; not used. Say what { $others } means in a mapping file (--map)
ways-refuted = { $columns }: in no row they add up to { $total }, with or without the dossiers carried over; received was not used. Correct the table
