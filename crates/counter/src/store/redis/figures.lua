-- The numbers of a site: online visitors, today's visits and visitors, all visits, the total of the previous counter, and the first
-- day that the total includes.
local seen, counts = unpack(KEYS, 3)

local function count_online(key)
    clamp_to_now(key)
    return redis.call('ZCOUNT', key, score(now - WINDOW_S + 1, 0), '+inf')
end

local online = count_online(seen)
if is_after_midnight then
    online = online + count_online(previous_seen)
end
local today = redis.call('HMGET', counts, 'visits', 'visitors')
local all = redis.call('HMGET', site, 'visits', 'start_total', 'since')
return { online, today[1], today[2], all[1], all[2], all[3] }
