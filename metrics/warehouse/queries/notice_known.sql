SELECT toString(count()) AS known
FROM notice
WHERE id = {id:String}
