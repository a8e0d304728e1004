SELECT toString(id) AS identifier, at, actor, address, action, subject, arguments, outcome, request
FROM audit
WHERE at >= {from:DateTime64(6, 'UTC')} AND at < {to:DateTime64(6, 'UTC')}
    AND ({actor:String} = '' OR actor = {actor:String})
    AND ({action:String} = '' OR action = {action:String} OR (endsWith({action:String}, '.') AND startsWith(action, {action:String})))
    AND ({subject:String} = '' OR positionCaseInsensitiveUTF8(subject, {subject:String}) > 0)
    AND ({outcome:String} = '' OR outcome = {outcome:String})
    AND (at < {before_at:DateTime64(6, 'UTC')} OR (at = {before_at:DateTime64(6, 'UTC')} AND identifier < {before_id:String}))
ORDER BY at DESC, identifier DESC
LIMIT {limit:UInt64}
