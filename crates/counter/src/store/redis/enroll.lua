-- Makes a site known, and takes over what was said of it; the same again changes nothing.
local site = KEYS[1]
local format, day, began, start_total, since = unpack(ARGV)

local found = redis.call('HGET', site, 'format')
if not found then
    redis.call('HSET', site, 'format', format, 'day', day, 'visits', 0, 'start_total', 0)
    if began ~= '' then
        redis.call('HSET', site, 'since', began)
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
