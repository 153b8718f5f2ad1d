# What the imports of lists (`trangxa import-procedures`, `import-documents`, `import-calendar`) say alike.

and-more = { $first } and { $count } more
claim = "{ $text }" in { $place }
cell = { $address } ("{ $text }")
column = { $letters } "{ $name }"
word-table = { $file }, table { $number }
column-used = { $letters } "{ $name }" → { $member }
document-line = { $document }:
columns-unused = columns for which the site has no place, not used: { $columns }
columns-unknown = columns that are not understood, not used: { $columns }. Say what those mean that you need in a mapping file (--map-template, --map)
site-mistaken = { $mistakes }
    `trangxa check` lists these mistakes. Correct the file or move it away, and import again; nothing was changed
more-mistakes = and { $count } more
result-mistaken = { $problem }; nothing was written
site-elsewhere = { $site } names another place for these entries, { $address }; they were merged into { $document }, and the site shows them only if { $site } names that file
mapping-no-meaning = expected one of { $known }, or "" for a column that is not to be used; found { $value }. The guide for operators lists them
template-needless = --map-template: every column was understood, so that no mapping file was written
memory-unreadable = { $file } cannot be read: { $reason }. Every text that differs from the imported file counts as written by whoever keeps the site, and is kept
memory-damaged = { $file } is damaged; every text that differs from the imported file counts as written by whoever keeps the site, and is kept
contradiction = { $whose }, { $member }: the files differ in { $claims }; it was not taken. Import only the right file
line-new = new: { $text }
replaced = { $whose }, { $member }: "{ $old }" → "{ $new }"
renewed = { $whose }, { $member }: taken from the file again; the text on the site came from an earlier import, and the file has changed since
filled = { $whose }: filled in { $members }
kept-own = { $whose }, { $member }: the site says something else than the file, and not from an earlier import; it was kept. To take the file's, remove "{ $key }" of this entry from { $document } and import again
kept-edited = { $whose }, { $member }: the site says something else than the file, which has not changed since the last import; the site's text was kept
