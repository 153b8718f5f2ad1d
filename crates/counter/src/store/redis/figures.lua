-- The numbers of a site: who is present, today's visits and visitors, all visits, what the old counter stood at, since when.
local seen, counts = unpack(KEYS, 3)

local function present(key)
    let_pass(key)
    return redis.call('ZCOUNT', key, score(now - WINDOW_S + 1, 0), '+inf')
end

local online = present(seen)
if is_night then
    online = online + present(last_night)
end
local today = redis.call('HMGET', counts, 'visits', 'visitors')
local all = redis.call('HMGET', site, 'visits', 'start_total', 'since')
return { online, today[1], today[2], all[1], all[2], all[3] }
