SELECT body
FROM register_entry
WHERE register = {register:String} AND ({code:String} = '' OR code = {code:String})
ORDER BY saved_at DESC, toString(version) DESC
LIMIT {limit:UInt64}
