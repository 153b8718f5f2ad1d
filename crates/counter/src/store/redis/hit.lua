-- Counts a page view; returns the visits and views it adds. The rules are those of site_counts.rs.
local salt, seen, visitors, counts, pages = unpack(KEYS, 3)
local expires_in, check = tonumber(ARGV[5]), ARGV[6]
local visitor, previous_visitor, page, path = ARGV[7], ARGV[8], tonumber(ARGV[9]), ARGV[10]
local may_name_page = ARGV[11] == '1'

-- The check value follows the nonce; see `RedisStore::agree_on_salt`.
if redis.call('GETRANGE', salt, -8, -1) ~= check then
    return redis.error_reply('SALT another one is in use')
end

clamp_to_now(seen)
if is_after_midnight then
    clamp_to_now(previous_seen)
    if previous_visitor ~= '' then
        redis.call('ZREM', previous_seen, previous_visitor)
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
    if may_name_page and redis.call('ZCARD', pages) < MAX_PAGES_A_DAY or redis.call('ZSCORE', pages, path) then
        redis.call('ZINCRBY', pages, 1, path)
        set_expiry(pages, PAGES_KEPT_S)
    end
end
for _, key in ipairs({ salt, seen, visitors }) do
    set_expiry(key, expires_in)
end
return { visits, views }
