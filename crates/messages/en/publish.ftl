# What `trangxa` prints besides findings and errors.

built = { $pages } pages, { $articles } of them articles, in { $folder }; { $written } files written, { $kept } unchanged, { $removed } removed
built-plain = the app without pages, in { $folder }; { $written } files written, { $kept } unchanged, { $removed } removed
published-with-losses = The site is published, but something in the site folder is not on it: the notes say what and why.
nothing-published = Nothing was published. { $folder } is unchanged.
waiting = Waiting for up to { $seconds } seconds: { $busy }

# The app that the program carries

program-unknown = cannot tell where this program is: { $reason }
no-app = this program carries no app; name a built one with --app { $folder }, or use the program of a release
app-not-unpacked = cannot unpack the app of { $program } into { $folder }: { $reason }. Make room there, or unpack the program's archive again

# trangxa import, import-tthc, import-procedures, import-documents and import-calendar

nothing-imported = Nothing was imported. { $site } is unchanged.
reading = reading { $name }
copying = file { $number }: { $url }
host-asks-to-wait = the host asks for fewer requests: waiting { $seconds } s
imported = { $added } articles added, { $updated } updated, { $unchanged } unchanged
sources-unchanged = { $count } sources have not changed since the last import
files-copied = files: { $copied } copied, { $already } already there, { $failed } could not be fetched, { $skipped } over a limit
