-- Stands before the scripts about a day; before it stand the constants that Rust knows: WINDOW_S, VISIT_ENDS_AFTER_S,
-- FORGOTTEN_AFTER_S, MAX_PAGES_A_DAY, PAGES_KEPT_S, PAGE_HASHES.

local site, last_night = KEYS[1], KEYS[2]
-- `was` is the day that the caller believes is being counted, `day` the one it is for it now.
local was, day, now = ARGV[1], ARGV[2], tonumber(ARGV[3])
-- Whether someone may be present who was seen before midnight.
local is_night = ARGV[4] == '1'

-- When and where a visitor was last seen, in one number: below 2^53, as far as a double is exact, until 2106.
local function score(second, page)
    return string.format('%.0f', second * PAGE_HASHES + page)
end

-- Nobody was seen in the future: after a clock was set back, a visit would never end.
local function let_pass(seen)
    local ahead = redis.call('ZRANGEBYSCORE', seen, score(now + 1, 0), '+inf', 'WITHSCORES')
    for i = 1, #ahead, 2 do
        redis.call('ZADD', seen, score(now, tonumber(ahead[i + 1]) % PAGE_HASHES), ahead[i])
    end
end

-- All instances count the same day. Returns a refusal if the caller knows less than it should.
local function agree_on_day()
    local known, slept = unpack(redis.call('HMGET', site, 'day', 'slept'))
    if not known then
        return redis.error_reply('LOST the site is not known')
    end
    if known ~= was then
        return redis.error_reply('DAY ' .. known)
    end
    if day ~= was then
        redis.call('HSET', site, 'day', day)
        if is_night then
            -- Who was gone by midnight must not come back when a clock is set back to before it.
            let_pass(last_night)
            redis.call('ZREMRANGEBYSCORE', last_night, '-inf', '(' .. score(now - WINDOW_S + 1, 0))
        end
    end
    -- Once the night is over, it is over for all instances, whatever clock is set back.
    if slept == day then
        is_night = false
    elseif not is_night then
        redis.call('HSET', site, 'slept', day)
    end
    return nil
end

-- A key that is to go so many seconds from now. Set anew where the time left is another by a minute: whoever made it may have
-- had a wrong clock.
local function expire(key, seconds)
    if math.abs(redis.call('TTL', key) - seconds) > 60 then
        redis.call('EXPIRE', key, seconds)
    end
end

local refusal = agree_on_day()
if refusal then
    return refusal
end
