{{sessions}}
WHERE digest = {digest:String}
GROUP BY digest
