FROM
(
    SELECT
        code,
        argMax((removed, body), (saved_at, toString(version))) AS newest
    FROM register_entry
    WHERE register = {register:String} AND saved_at <= {known_at:DateTime64(6, 'UTC')}
        AND ({code:String} = '' OR code = {code:String})
    GROUP BY code
)
WHERE NOT newest.1
ORDER BY code
