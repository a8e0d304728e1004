SELECT count(), sum(cityHash64(toString(tuple(*))))
FROM {table:Identifier}
