SELECT body
FROM check_set
ORDER BY saved_at DESC, toString(version) DESC
LIMIT {limit:UInt64}
