-- The first part of every script that works on a day. Rust puts definitions of these constants before it: WINDOW_S,
-- VISIT_ENDS_AFTER_S, FORGOTTEN_AFTER_S, MAX_PAGES_A_DAY, PAGES_KEPT_S, PAGE_HASHES.

local site, previous_seen = KEYS[1], KEYS[2]
-- `known_day` is the day that the caller believes is being counted; `day` is the day on which it wants to count.
local known_day, day, now = ARGV[1], ARGV[2], tonumber(ARGV[3])
-- Whether visitors who were last seen before midnight may still be online.
local is_after_midnight = ARGV[4] == '1'

-- Encodes when and where a visitor was last seen as one number. Until 2106 it is below 2^53 and therefore exact in a double.
local function score(second, page)
    return string.format('%.0f', second * PAGE_HASHES + page)
end

-- Moves times in the future to `now`. They exist after a clock was set back, and such a visit would not end.
local function clamp_to_now(seen)
    local ahead = redis.call('ZRANGEBYSCORE', seen, score(now + 1, 0), '+inf', 'WITHSCORES')
    for i = 1, #ahead, 2 do
        redis.call('ZADD', seen, score(now, tonumber(ahead[i + 1]) % PAGE_HASHES), ahead[i])
    end
end

-- Makes sure that all instances count the same day. Returns an error if the caller does not know the current day.
local function agree_on_day()
    -- The field `slept` is the last day whose first 300 seconds are over.
    local current, slept = unpack(redis.call('HMGET', site, 'day', 'slept'))
    if not current then
        return redis.error_reply('LOST the site is not known')
    end
    if current ~= known_day then
        return redis.error_reply('DAY ' .. current)
    end
    if day ~= known_day then
        redis.call('HSET', site, 'day', day)
        if is_after_midnight then
            -- Visitors who were not online at midnight are removed: a clock that is set back must not show them as online again.
            clamp_to_now(previous_seen)
            redis.call('ZREMRANGEBYSCORE', previous_seen, '-inf', '(' .. score(now - WINDOW_S + 1, 0))
        end
    end
    -- When the first 300 seconds of a day are over for one instance, they are over for all, even for one with a slower clock.
    if slept == day then
        is_after_midnight = false
    elseif not is_after_midnight then
        redis.call('HSET', site, 'slept', day)
    end
    return nil
end

-- Lets a key expire in this many seconds. The expiry is only set where it differs by more than a minute: the instance that set it
-- may have had a wrong clock.
local function set_expiry(key, seconds)
    if math.abs(redis.call('TTL', key) - seconds) > 60 then
        redis.call('EXPIRE', key, seconds)
    end
end

local refusal = agree_on_day()
if refusal then
    return refusal
end
