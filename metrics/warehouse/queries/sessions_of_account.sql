{{sessions}}
WHERE account = {account:String}
GROUP BY digest
HAVING NOT has_ended AND last_seen_at >= {since:DateTime64(6, 'UTC')}
ORDER BY last_seen_at DESC, session_digest
LIMIT 200
