# Why an address could not be read. The address stands before the sentence.

address = this is not a web address; expected one such as https://xa.example/rss/
no-host = there is no such site; check the spelling, and this computer's connection to the internet
refused = the site does not accept the connection ({ $system }); it may be down, try again later
private = the address leads to { $ip }, inside a private network, where the source does not lie; it was not requested. If it is meant, run the command again with --allow-private
timeout = the site took too long to answer; try again later
tls = a secure connection is not possible ({ $system }); the site's certificate may have expired: inform its operator. Check this computer's date and time too
redirects = the site redirects more than { $limit } times; open the address in a browser and use the one it ends at
not-found = the site has nothing at this address (status { $status }); check the address
forbidden = the site does not allow programs to read this address (status { $status }); ask its operator
status = the site answers with status { $status }; try again later, or ask its operator
busy = the site is busy (status { $status }) and can be asked again { $wait }
too-large = the answer has more than { $limit } bytes, the limit; it was not read
cut-off = the connection broke off ({ $system }); try again
protocol = the site's answer cannot be understood ({ $system }); try again later, or inform its operator
range-not-requested = it sent a range that was not requested: "{ $range }"

# When a busy site can be asked again.

wait-seconds = { $count ->
    [one] in 1 second
   *[other] in { $count } seconds
 }
wait-minutes = { $count ->
    [one] in 1 minute
   *[other] in { $count } minutes
 }
wait-hours = { $count ->
    [one] in 1 hour
   *[other] in { $count } hours
 }
wait-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
 }
wait-until = { $wait }, after { $time }
