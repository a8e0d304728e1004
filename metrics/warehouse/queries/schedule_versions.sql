SELECT body
FROM schedule_version
WHERE empty({name:String}) OR name = {name:String}
ORDER BY changed_at, toString(version)
