-- The most viewed pages of some days: paths, and their views below zero, for so equal ones are in the order of their paths.
local refusal = agree_on_day(KEYS[1], ARGV[1], ARGV[2])
if refusal then
    return refusal
end

local ranking, days = KEYS[2], #KEYS - 2
local union = { 'ZUNIONSTORE', ranking, days }
for i = 1, days do
    union[#union + 1] = KEYS[i + 2]
end
union[#union + 1] = 'WEIGHTS'
for _ = 1, days do
    union[#union + 1] = -1
end
redis.call(unpack(union))
local ranked = redis.call('ZRANGE', ranking, 0, tonumber(ARGV[4]) - 1, 'WITHSCORES')
redis.call('DEL', ranking)
return ranked
