-- The most viewed pages of some days, with negated views: in ascending order of the score, pages with equal views are sorted by path.
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
