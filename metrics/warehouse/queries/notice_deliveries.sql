SELECT body
FROM notice_delivery
WHERE at >= {since:DateTime64(6, 'UTC')}
ORDER BY at DESC, id DESC
LIMIT {limit:UInt64}
