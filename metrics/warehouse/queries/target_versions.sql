SELECT toString(run), body
FROM catalogue_entry
WHERE run IN {runs:Array(UUID)} AND kind = 'target' AND code = {code:String}
ORDER BY run
