SELECT *, cityHash64(toString(tuple(*))) AS hash_of_row
FROM {table:Identifier}
