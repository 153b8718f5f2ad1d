-- Adds what was counted on a day to come, while the clock was ahead, to today. Running it again changes nothing. The day that is
-- counted stays as it is: the next script that counts changes it.
local site, from_counts, to_counts, from_pages, to_pages = unpack(KEYS)
local known_day, to, pages_kept_s = ARGV[1], ARGV[2], tonumber(ARGV[3])

if redis.call('HGET', site, 'day') ~= known_day then
    return redis.error_reply('DAY ' .. (redis.call('HGET', site, 'day') or ''))
end
for _, field in ipairs({ 'visits', 'views', 'visitors' }) do
    local counted = redis.call('HGET', from_counts, field)
    if counted then
        redis.call('HINCRBY', to_counts, field, counted)
    end
end
if redis.call('EXISTS', from_pages) == 1 then
    redis.call('ZUNIONSTORE', to_pages, 2, to_pages, from_pages)
    redis.call('EXPIRE', to_pages, pages_kept_s)
end
redis.call('DEL', from_counts, from_pages)
local since = tonumber(redis.call('HGET', site, 'since') or nil)
if since and since > tonumber(to) then
    redis.call('HSET', site, 'since', to)
end
return redis.status_reply('OK')
