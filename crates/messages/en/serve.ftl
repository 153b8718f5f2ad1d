# `trangxa serve`: the strip on the pages, and what it says at the terminal.

title = Preview of the site
building = Building…
not-built = Could not be built
no-findings = Nothing is wrong
findings =
    { $count ->
        [one] { $count } thing to look at
       *[other] { $count } things to look at
    }
more = and { $count } more
problem-heading = Not built: the pages are those of before
close = Close this strip
stopped-strip = The preview has ended
no-pages = The site is not built yet. This page loads itself again when it is.

# At the terminal.

first = Building the site…
at = Preview at { $url }
how = The pages reload when a file in { $folder } is saved. Ctrl+C ends the preview.
changed = { $file } has changed, building…
ready = Built; nothing is wrong.
ready-with =
    { $count ->
        [one] Built; { $count } thing to look at, which the strip at the lower left of the pages lists.
       *[other] Built; { $count } things to look at, which the strip at the lower left of the pages lists.
    }
still-old = Not built; the pages are those of before.
no-browser = no browser could be opened: { $reason }; open the address above in one
no-cache = the folder to build the site into cannot be made: { $reason }
not-watched = the site folder cannot be watched for changes: { $reason }
port-taken = another program uses port { $port }; name another one with --port, or leave out --port and take a free one
port-refused = port { $port } cannot be used: { $reason }; name another one with --port, or leave out --port and take a free one
ended = The preview has ended.
