# What `crates/articles` says of an article's file. The file, the place and the title stand before each sentence.

line = line { $line }
near = near "{ $words }"
near-in = near "{ $words }" ("{ $title }")

# The whole file.

empty = has no title and no text; rejected
unopened = cannot be opened; rejected. Close it in the other program, and check that you may read it
no-text = is not a text file; rejected. Open the article in Notepad and save it as UTF-8, or save a Word document under a name that ends in .docx
old-word = is in the format of Word before 2007 (.doc); rejected. Open it in Word, choose Save As, type "Word Document (.docx)"
protected = opens only with a password; rejected. In Word: File, Info, Protect Document, remove the password, and save
no-word = is not a Word document, although its name ends in .docx; rejected. Open it in the program that made it and save it as .docx
damaged = is damaged and cannot be read ({ $reason }); rejected. Open it in Word and save it again
too-large = is larger than { $limit } MB, or has more packed in it than that; rejected. Make the pictures smaller in Word (Compress Pictures), or put them beside the article
read-as = is not saved as UTF-8 and was read as { $encoding }; check the letters with marks, or save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)
old-font = is in the letters of an old font ({ $font }) and was converted to Unicode; check the names
uncertain-font = may be in the letters of an old font: "{ $text }"; it was taken as it stands. Convert it to Unicode (UniKey: Ctrl+Shift+F9)
lost-letters = some bytes are no letters of { $encoding } and are shown as "�"; save the file again as UTF-8

# The lines before the text.

header-not-closed = the lines before the text have no second line of three hyphens behind them; put --- between them and the text
unknown-key = there is no field "{ $key }"; the line is not used
unknown-key-near = there is no field "{ $key }"; did you mean "{ $nearest }"?
repeated-key = "{ $key }" stands here a second time; what it held before is not read
no-field = "{ $text }" is no line of the form "name: value"; the line is not used
bad-date = cannot read the date "{ $value }"; write it as 28/11/2026 or 28/11/2026 08:30, the day before the month
unknown-category = site.json has no category "{ $name }"; the article is shown under this name, which the menu lacks
unknown-category-near = site.json has no category "{ $name }"; did you mean "{ $nearest }"? The article is shown under this name, which the menu lacks
no-date = has no date, so it is listed after all others; begin the file's name with the date (2026-11-28-…), or add a line "ngày: 28/11/2026"
title-from-text = has no title; its beginning stands in its place: "{ $title }". Add a line "tiêu đề: …", or begin the text with "# …"
title-from-name = has no title; the file's name stands in its place: "{ $title }". Give the first line the style "Title" in Word, or add a line "Tiêu đề: …"

# Markdown.

marks-shown = the page shows "{ $text }" as it stands; write **words** without blanks behind the first and before the last stars
element-removed = the page does not show <{ $element }>; such elements of HTML are removed

# Word documents.

equation = an equation cannot be taken as such; only its letters and numbers stand on the page. Put it into the document as a picture
cropped = a picture is cut in Word, but the document holds all of it, and the page shows all of it; use Compress Pictures with "Delete cropped areas", and save
tracked-changes = has tracked changes; it was read as if all were accepted
too-deep = tables or lists are nested deeper than any article's; what lies deeper is shown as plain text
left-out-chart = a chart cannot be taken and is not on the page; save it as a picture and put that into the document
left-out-diagram = a diagram (SmartArt) cannot be taken and is not on the page; save it as a picture and put that into the document
left-out-drawing = a drawing of lines and shapes cannot be taken and is not on the page; save it as a picture and put that into the document
left-out-object = something of another program, such as a sheet of Excel, cannot be taken and is not on the page; paste it as a table or as a picture
left-out-picture = a picture in the format { $format } cannot be shown by browsers and is not on the page; save it as JPEG or PNG and put that into the document
left-out-linked-picture = a picture is not in the document, which only names it ("{ $address }"), and is not on the page; insert it into the document
left-out-symbol = a sign of a symbol font has no known letter and is not on the page; insert it from another font
left-out-hidden = text that is hidden in Word is not on the page
left-out-comments = { $count ->
    [one] a comment of a reader is
   *[other] { $count } comments of readers are
 } not on the page
left-out-margin = the text at the top or bottom of the pages is not on the page: "{ $text }"
left-out-contents = the table of contents is not on the page

# The folder of the articles.

same-id = has the id "{ $id }" of the article in { $other }; rejected, the one there stays. Give this file another name
misplaced = is not read as an article, because it lies in a folder for pictures and attachments, and no article names it; move it to { $folder }
not-read = is not read as an article, and no article names it; save it as .docx (Word) or .md (Notepad; Windows hides endings), not as .{ $ending }
folder-misnamed = the articles in this folder are not read; rename it to { $folder }
first-article = has no articles; write the first one into a file such as bai/2026-11-28-chao-ba-con.md: a line "tiêu đề: …", a blank line, the text. Or put a Word document there

# `trangxa import x.docx`.

imported = { $path } is written{ $pictures ->
    [0] {""}
    [one] , with 1 picture beside it
   *[other] , with { $pictures } pictures beside it
}
import-unchanged = { $path } is there already, word for word
import-refused = { $path }: { $problem }
import-markdown = { $path }: this file is Markdown already; copy it into { $folder } of the site folder, with its pictures
import-taken = there are too many articles like { $path }; move some of them into a folder of their year, such as bai/2026/
import-nothing = This document was not imported. { $site } is unchanged.
