-- Adds a site where it is missing, and applies the options that were given for it. Running it again changes nothing.
local site = KEYS[1]
local format, day, first_day, start_total, since = unpack(ARGV)

local found = redis.call('HGET', site, 'format')
if not found then
    redis.call('HSET', site, 'format', format, 'day', day, 'visits', 0, 'start_total', 0)
    if first_day ~= '' then
        redis.call('HSET', site, 'since', first_day)
    end
elseif tonumber(found) > tonumber(format) then
    return redis.error_reply('NEWER ' .. found)
end
if start_total ~= '' and redis.call('HGET', site, 'start_total') ~= start_total then
    redis.call('HSET', site, 'start_total', start_total)
    redis.call('HDEL', site, 'since')
end
if since ~= '' then
    redis.call('HSET', site, 'since', since)
end
return redis.call('HGET', site, 'day')
