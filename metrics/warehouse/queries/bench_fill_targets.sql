INSERT INTO catalogue_entry (run, kind, position, code, body)
SELECT
    {run:UUID} AS run,
    'target' AS kind,
    toUInt32(number) AS position,
    concat('BENCH-T', toString(1 + number)) AS code,
    concat(
        '{"code":"BENCH-T', toString(1 + number),
        '","plan":"BENCH","position":', toString(1 + number),
        ',"indicator":"BENCH-', toString(1 + number % {indicators:UInt64}),
        '","area":"B', leftPad(toString(1 + intDiv(number, {indicators:UInt64})), 5, '0'),
        '","period":"2025","comparator":"ge","value":"', toString(140 + number % 40),
        '","value_high":null,"unit":"万吨","recurrence":"none","base_period":"2020","base_value":"100","base_comparable":true,',
        '"path":"linear","in_force":true,"scored":true}') AS body
FROM numbers({first:UInt64}, {count:UInt64})
