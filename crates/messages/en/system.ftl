# Why the operating system did not do what a program asked for, and what to do. The sentence before it names the file or folder.

not-found = it does not exist; check the name, and whether it was moved, renamed or deleted
not-permitted = this account may not do that; check the rights of the file and of its folder, and whether the file is write-protected or open in another program
write-protected = the disk is write-protected; take off the protection, or choose another disk
disk-full = the disk is full; delete what is not needed or choose another disk, then try again
too-much-space = the space that this account may use is full; delete what is not needed or ask the administrator for more, then try again
already-there = a file or folder of this name is there already; rename it or move it away
in-use = another program has it open, such as Word, Excel, a virus scanner or a program that synchronizes files (OneDrive, Google Drive); close the file there, then try again
is-a-folder = it is a folder, not a file; check the path
not-a-folder = a part of the path is a file, not a folder; check the path
folder-not-empty = the folder is not empty; move away what is in it
bad-name = the system does not accept this name: it is too long, or has characters such as : ? * " < > |; choose a shorter and simpler one
disk-failing = the disk or network drive does not answer as it should; check that it is plugged in or connected, then try again
other = the system says "{ $system }"; try again, and if that does not help, show this message to whoever looks after the computer
with-code = { $reason } (error { $code } of the system)
