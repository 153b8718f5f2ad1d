# What trangxa-counter says: its log, why it does not start or cannot store, and its refusals.

# The log, and the last words of the program.

ended = the counter ended with an error: { $reason }
counting = counting; listening on { $address }
stopping = stopping
no-secret-file = no --secret-file: after a restart, current visitors are counted again
file-made = { $file }: a new database was made
file-has-several-names = { $file }: the database has several names (hard links); start the counter with the same one each time, because what a killed counter wrote last lies in a file next to that name
connection-not-accepted = cannot accept a connection: { $reason }
connections-remain = some connections did not end in time
files-lost = hits are refused: { $reason }. Put the same files back, or stop the counter, put a backup in their place and start it
counting-in-memory = counting continues in memory: { $reason }. What is in memory is written as soon as that is possible, and lost if the program ends before
written-again = the counts can be written again; none was lost
server-lost = hits are refused: { $reason }
server-back = hits are counted again
clocks-differ = the clocks of this instance and of the Redis server differ by { $seconds } s; instances need the right time

# Options that do not fit together or have a wrong value.

value-total = expected a whole number such as 12943, found { $found }
value-day = expected a day that is not in the future, such as 2019-01-01, found { $found }
value-network = expected an address or a network such as 10.0.0.0/8, found { $found }
value-address = expected an IP address and a port, such as 127.0.0.1:8090, found { $found }
value-limit = expected a whole number of at least 1, found { $found }
value-paths = expected "routes" or "any", found "{ $found }"
value-origin = expected the root address of a site, such as https://xa.example/ or https://tinh.example/xa/; host names with letters beyond ASCII in the form that browsers send (xn--…)
origin-of-no-site = --origin { $origin }: there is no site { $site }; give the site's own --origin first
option-of-no-site = { $option }: there is no site { $site }; the sites are { $known }
option-without-site = { $option }: there are several sites; name one of them: SITE=VALUE
store-needs-secret = --store needs --secret-file: the same 32 random bytes for every instance, for example from `openssl rand 32`

# The system and the secret.

wrong-clock = the clock of this machine says { $day }, which cannot be right; the counter starts when the clock has been set
secret-unusable = secret file { $file }: { $reason }
secret-short = secret file { $file }: { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
 }; at least 32 random bytes are needed, for example from `openssl rand 32`
no-random-numbers = the operating system gives no random numbers: { $reason }
not-listening = cannot listen on { $address }: { $reason }; give another address as --listen or --metrics
bots-unusable = the list of bots: { $reason }

# The file of the counts.

file-foreign = { $file }: not a database of trangxa-counter; it was not changed. If it was one, it is damaged: put a backup in its place. Otherwise give another --db
file-damaged = { $file }: damaged ({ $found }); it was not changed. Put a backup in its place, or give another --db
file-empty = { $file }: empty (0 bytes), which a database of trangxa-counter never is; it was not changed. If it held counts, put a backup in its place; otherwise remove it, and a new one is made
file-not-a-file = { $file }: not a file; give the path of a file as --db
file-newer = { $file }: written by a newer trangxa-counter (format { $found }; this one supports formats up to { $known }); it was not changed
file-in-use = { $file }: another trangxa-counter is using it, maybe under another name; stop that one first, or give another --db
file-names-unlockable = { $file }: the file has several names (hard links), and a lock by name cannot protect it; remove the other names
file-in-no-folder = { $folder }: there is no such folder; make it first, or give another path as --db
file-unusable = { $file }: { $reason }

# What was found in a damaged file.

found-format = format { $format }
found-missing = { $part } is missing
found-unknown = unknown: { $part }
found-wrong-rows = { $rows ->
    [one] 1 row of the table { $table } holds an impossible value
   *[other] { $rows } rows of the table { $table } hold impossible values
 }

backup-of-nothing = { $file }: there is no such file
backup-exists = { $file }: already exists; it was not changed. Give another name as --to

# What happened to the file while it was open.

database-replaced = the database was deleted or replaced while the counter was running
log-replaced = the log of the database was deleted or replaced while the counter was running
database-overwritten = another program has written to the database while the counter was running
database-damaged = the database is damaged ({ $found })

# The server of the counts.

store-address = --store: expected an address such as redis://redis.example:6379/0 ({ $reason })
store-tls = --store: TLS is not supported. Use a redis:// address in a private network, or the local end of a tunnel
store-unusable = --store { $address }: { $reason }
redis = Redis: { $reason }
redis-newer = counted by a newer trangxa-counter (format { $found }; this one supports formats up to { $known }); nothing was changed
redis-other-secret = another instance uses another secret; give every instance a copy of the same --secret-file
redis-days-differ = the instances do not agree on the current day; check their clocks

# Why a count cannot be stored or read.

unwritable = the counts cannot be written: { $reason }
unreadable = the counts cannot be read: { $reason }
too-many-waiting = too many hits are waiting to be written
shutting-down = the counter is stopping

# What sockets, SQLite and Redis say, with their own words.

listen-port-in-use = { $detail }
listen-no-such-address = { $detail }
listen-no-permission = { $detail }
sqlite-disk-full = { $detail }
sqlite-disk-fails = { $detail }
sqlite-read-only = { $detail }
sqlite-cannot-open = { $detail }
sqlite-locked = { $detail }
sqlite-no-permission = { $detail }
redis-refused = { $detail }
redis-silent = { $detail }
redis-unreachable = { $detail }
redis-wrong-password = { $detail }
redis-loading = { $detail }
redis-read-only = { $detail }
redis-memory-full = { $detail }

# Refusals of the HTTP interface.

http-no-such-address = no such address; see /v1/openapi.json
http-method = this address does not support the method
http-query = { $detail }
http-limit = limit: expected 1 to { $most }, found { $found }
http-too-slow = the request did not arrive in time
http-too-long = the body is longer than { $bytes } bytes
http-body = { $detail }
http-too-many = too many hits from this address
http-not-a-hit = expected {"{"}"site": …, "path": …{"}"}: { $detail }
http-unknown-site = site: no such site is counted here
http-foreign-origin = pages of this origin may not send hits for this site
path-start = path: expected a path that begins with one "/"
path-long = path: longer than { $bytes } bytes
path-characters = path: expected the form of a browser's location.pathname: ASCII, other characters as %XX
