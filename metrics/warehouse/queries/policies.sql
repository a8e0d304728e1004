SELECT body
FROM policy_version
WHERE saved_at <= {known_at:DateTime64(6, 'UTC')}
ORDER BY saved_at DESC, toString(version) DESC
LIMIT {limit:UInt64}
