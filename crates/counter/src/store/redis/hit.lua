-- Counts a page view; returns the visits and views it adds. What a hit is, is told in tally.rs.
local salt, seen, visitors, counts, pages = unpack(KEYS, 3)
local expires_in, check = tonumber(ARGV[5]), ARGV[6]
local visitor, visitor_last_night, page, path = ARGV[7], ARGV[8], tonumber(ARGV[9]), ARGV[10]

-- Behind the nonce; see `Agreement`.
if redis.call('GETRANGE', salt, -8, -1) ~= check then
    return redis.error_reply('SALT another one is in use')
end

let_pass(seen)
if is_night then
    let_pass(last_night)
    if visitor_last_night ~= '' then
        redis.call('ZREM', last_night, visitor_last_night)
    end
end

local visits, views = 1, 1
local before = tonumber(redis.call('ZSCORE', seen, visitor) or nil)
if before and now - math.floor(before / PAGE_HASHES) < VISIT_ENDS_AFTER_S then
    visits = 0
    -- The same page again within a visit is a reload.
    if before % PAGE_HASHES == page then
        views = 0
    end
end
redis.call('ZADD', seen, score(now, page), visitor)
redis.call('ZREMRANGEBYSCORE', seen, '-inf', score(now - FORGOTTEN_AFTER_S, 0))

if redis.call('PFADD', visitors, visitor) == 1 then
    redis.call('HSET', counts, 'visitors', redis.call('PFCOUNT', visitors))
end
if visits == 1 then
    redis.call('HINCRBY', counts, 'visits', 1)
    redis.call('HINCRBY', site, 'visits', 1)
end
if views == 1 then
    redis.call('HINCRBY', counts, 'views', 1)
    if redis.call('ZCARD', pages) < MAX_PAGES_A_DAY or redis.call('ZSCORE', pages, path) then
        redis.call('ZINCRBY', pages, 1, path)
        expire(pages, PAGES_KEPT_S)
    end
end
for _, key in ipairs({ salt, seen, visitors }) do
    expire(key, expires_in)
end
return { visits, views }
