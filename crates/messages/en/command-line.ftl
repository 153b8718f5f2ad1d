# Help, mistakes on a command line, and the beginnings of lines.

error = error: { $sentence }
note = note: { $sentence }
lost = lost: { $sentence }

usage = Usage:
commands = Commands
arguments = Arguments
options = Options
options-value = OPTIONS
command-value = COMMAND
help = Prints this help
help-command = Prints the help of a command
version = Prints the version
lang = The language of messages and help: vi (Vietnamese) or en (English). Default: the one that the environment variable TRANGXA_LANG names, otherwise English where the computer's language is English, and Vietnamese everywhere else
default = default: { $value }
possible = possible values: { $values }
environment = or the environment variable { $name }
similar = did you mean { $similar }?
try-help = --help explains the command.
conflict = { $argument } cannot be used together with { $other }; give one of them
twice = { $argument } may be given only once
no-value = { $argument } needs a value
bad-value = { $argument } cannot be "{ $value }"
expected-number = expected a whole number
refused-value = { $argument } cannot be "{ $value }": { $reason }
no-such-command = there is no command "{ $command }"
missing-command = a command is missing: { $commands }
missing-argument = missing: { $arguments }
unknown-argument = there is no option or further argument "{ $argument }" here; put a name with spaces in quotation marks
no-equals = { $argument } is followed by = and its value
wrong-number-of-values = { $argument } has the wrong number of values
not-unicode = the command line has characters that cannot be read
quote-hint = note: a \ right before a quote spoils the command line; leave out the \ at the end of a folder, as in "D:\Trang xã" in place of "D:\Trang xã\"
prompt = { $question }:
prompt-with-suggestion = { $question } [{ $suggestion }]:
ask-again = This cannot be taken: { $reason }.
