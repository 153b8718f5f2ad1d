-- Stands before every script; before it stand the constants that Rust knows: WINDOW_S, VISIT_ENDS_AFTER_S, FORGOTTEN_AFTER_S,
-- MAX_PAGES_A_DAY, PAGES_KEPT_S, PAGE_HASHES.

-- All instances count the same day. `was` is the day that the caller believes is being counted, `day` the one it is for it
-- now. Returns a refusal if the caller knows less than it should.
local function agree_on_day(site, was, day)
    local known = redis.call('HGET', site, 'day')
    if not known then
        return redis.error_reply('LOST the site is not known')
    end
    if known ~= was then
        return redis.error_reply('DAY ' .. known)
    end
    if day ~= was then
        redis.call('HSET', site, 'day', day)
    end
    return nil
end

-- When and where a visitor was last seen, in one number: below 2^53, as far as a double is exact, until 2106.
local function score(second, page)
    return string.format('%.0f', second * PAGE_HASHES + page)
end

-- Nobody was seen in the future: after a clock was set back, a visit would never end.
local function let_pass(seen, now)
    local ahead = redis.call('ZRANGEBYSCORE', seen, score(now + 1, 0), '+inf', 'WITHSCORES')
    for i = 1, #ahead, 2 do
        redis.call('ZADD', seen, score(now, tonumber(ahead[i + 1]) % PAGE_HASHES), ahead[i])
    end
end

-- A key that is to go so many seconds from now. Set anew where the time left is another by a minute: whoever made it may have
-- had a wrong clock.
local function expire(key, seconds)
    if math.abs(redis.call('TTL', key) - seconds) > 60 then
        redis.call('EXPIRE', key, seconds)
    end
end
