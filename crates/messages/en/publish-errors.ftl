# Why nothing was published.

no-site = the site has no { $path }; name the folder that contains it, or create that file with at least: {"{"}"version": 1, "name": "Ủy ban nhân dân xã …", "base_url": "https://…/"{"}"}
nothing-to-read = there is neither { $path } nor { $feed }; name the site folder, the one that contains { $path }
site-misnamed = the site has no { $path }, but { $other }: rename it to { $path }
base-path = --base-path "{ $found }": expected "/" or a path of letters a-z, digits and hyphens that begins and ends with "/", such as /quangthanh/

# The output folder

output = { $folder }: { $problem }
output-file = this is a file; name the folder to make, or delete the file
output-below-file = a part of this path is a file, which cannot contain a folder; name another one
output-dead-link = this is a link that leads to no folder; make the folder that it names, or delete the link
output-root = the root folder cannot be replaced; name a folder in it
output-mount-point = this is a mount point (such as a volume of a container), so a new folder cannot take its place; name a folder inside it, such as --out …/site, and let the host serve that one
output-foreign = { $folder }: this folder is not empty and was not made by trangxa; choose another folder, or empty this one
output-is-source = the output folder { $folder } is a folder that the build reads; choose an output folder outside
output-nested = the output folder { $folder } and { $other } lie inside one another; choose an output folder outside
output-busy = another build is writing to { $folder }; wait until it has finished, or stop it, and build again
output-busy-with = another build ({ $holder }) is writing to { $folder }; wait until it has finished, or stop it, and build again
output-holder = process { $process }, since { $time }
output-beside = cannot make { $path } next to the output folder: { $reason }. The new folder is made there before it takes the place of the old one, so allow trangxa to write to the folder that contains { $folder }, or name an output folder elsewhere
output-list-damaged = { $list }: this list of the files that trangxa wrote is damaged, so they cannot be told from yours; move what is yours out of its folder, delete the folder, build again, and move yours back
output-foreign-files = { $folder } has files that trangxa did not write, where the site has files of its own: { $files }; move them away, into the site folder if readers should get them, and build again
output-inner-mounts = other folders are mounted inside the output folder and cannot go along when it is replaced: { $folders }; mount them elsewhere
output-held = the new site cannot take the place of { $folder }, because a program has it open: { $reason }. Close the windows of File Explorer, of command prompts and of upload programs that show this folder or one in it, and build again
output-not-replaced = the new folder cannot take the place of { $folder }: { $reason }. No program may keep the folder open, and it must be an ordinary one: no mount point, and not a part of a container's image
output-not-recovered = an earlier build was stopped and left { $left }, of which something cannot be moved to { $folder } or deleted: { $reason }. Allow that to the user who builds, or do it by hand, and build again
output-left-behind = the site is published, but not all files that other programs had put into the folder could be moved: { $reason }. The rest is in { $left }, and the next build tries again
and-more = { $names } and { $count } more

# The app

app = { $path }: { $problem }; build the app with `cargo xtask build`, or use the app folder of this release
app-no-wasm = has no .wasm file
app-other-sources = was built from other sources than this trangxa ({ $build })
app-no-place-for-parts = has no place for the names of the program's parts
app-no-place-for-head = has no place for a head
app-no-element = has no element for the app
app-not-for-root = was not built for the root path "/"
app-no-stylesheet = has no stylesheet
app-stylesheet-without-address = has a stylesheet without an address
app-stylesheet-missing = does not name { $file }
app-no-parts = is not a list of parts: { $reason }
app-lacks-part = lacks the part "{ $part }"

# A file of the site

page = { $page }: { $problem }
page-outside = this path leads out of the output folder; nothing is written there
page-unportable = { $problem }; give it another name
page-twin = some systems take it for { $twin }, which is also written
