-- The most viewed pages of some days: paths, and their views below zero, for so equal ones are in the order of their paths.
local ranking, days, limit = KEYS[3], #KEYS - 3, tonumber(ARGV[5])
local union = { 'ZUNIONSTORE', ranking, days }
for i = 1, days do
    union[#union + 1] = KEYS[i + 3]
end
union[#union + 1] = 'WEIGHTS'
for _ = 1, days do
    union[#union + 1] = -1
end
redis.call(unpack(union))
local ranked = redis.call('ZRANGE', ranking, 0, limit - 1, 'WITHSCORES')
redis.call('DEL', ranking)
return ranked
