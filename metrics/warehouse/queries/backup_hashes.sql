SELECT cityHash64(toString(tuple(*)))
FROM {table:Identifier}
