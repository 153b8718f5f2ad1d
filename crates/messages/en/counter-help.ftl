# What `trangxa-counter --help` says.

about = Counts visits to communes' pages: one program, one file, no cookies, no stored addresses
backup = Copies the counts to a new file, also while the counter is running. Today's visitors are not copied
backup-db = The file of the counter
backup-to = The copy. It must not exist
openapi = Prints the OpenAPI description of the interface as JSON
db = The SQLite file for the counts. It is created if it does not exist
store = The Redis or Valkey server for the counts, instead of a file, such as redis://redis.example:6379/0. Several instances may share it. An address with a password is better given by the environment variable. It needs --secret-file, with the same content for every instance
listen = The address to listen on
origin = The root address of a site that is counted, such as https://xa.example/; once for each site. The site's id is its host name, followed by the folder if it lies in one. https://www.xa.example/=xa.example is another address of the site xa.example
start-total = The total of the previous counter: 12943, or xa.example=12943 if there are several sites
since = The first day that this total includes, such as 2019-01-01 or xa.example=2019-01-01
secret-file = A file with at least 32 random bytes; it is created if it does not exist. With it, visits continue after a restart. Do not keep it in the folder of the database or in its backups
trusted-proxy = A network of reverse proxies whose forwarding header is used, such as 127.0.0.1 or 10.0.0.0/8; once for each network
proxy-header = The header in which those proxies give the client's address: x-forwarded-for, as nginx, Caddy, Apache and HAProxy write it, or forwarded (RFC 7239)
rate = The number of hits a minute that one address may send
newcomers = The number of new visitors a minute that one address may have. Hits of further ones are answered and not counted. A visitor is new if there was no hit in the last half hour
new-pages = The number of pages an hour that one address may add to those that are counted by name. Hits on further ones count as visits and views of the site. A page is new if nobody has opened it in the last half hour
paths = Which pages are counted by name: "routes", those that a portal of Trang Xã has, or "any", for a site that another program makes; xa.example=any for one of several sites
metrics = The address to serve metrics for Prometheus on, at /metrics. Without this option they are not served
log = The format of the log: text, lines for people, or json, one JSON object in each line, whose field "event" is the same in every language
exit-with-stdin = Stop when standard input ends. A program that starts the counter and keeps a pipe to it open can be sure that the counter stops with it, even if it is killed

# What stands for a value.

value-file = FILE
value-url = URL
value-address = ADDR
value-number = N
value-day = DATE
value-network = CIDR
value-paths = PATHS
value-header = HEADER
value-format = FORMAT
