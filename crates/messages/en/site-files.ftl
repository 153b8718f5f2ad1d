# Reading and writing the files of a site folder.

read = cannot read { $path }: { $reason }
write = cannot write { $path }: { $reason }
no-site = { $path }: this folder does not exist; name the site folder, the one that contains { $site }
document = { $problem }
    Correct this file or move it away, then import again; nothing was changed
outside = expected a path inside the site folder such as { $example }, found "{ $found }"
no-file = expected a file, found a folder, a pipe, a socket or a device; move it away, and put the file here
