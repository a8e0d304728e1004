CREATE OR REPLACE VIEW {{open}}.indicator {{on_cluster}}
(
    indicator String COMMENT 'code',
    name_zh   String,
    name_en   String,
    unit      String COMMENT 'unit of all values and targets of this indicator',
    kind      String COMMENT 'stock, flow, cumulative, ratio, rank, event or limit',
    direction String COMMENT 'which way is better: higher, lower, band or none',
    theme     String COMMENT 'code of the theme',
    theme_zh  String,
    theme_en  String
)
DEFINER = {{account}} SQL SECURITY DEFINER
AS SELECT
    entry.code AS indicator,
    JSONExtractString(entry.body, 'name_zh') AS name_zh,
    JSONExtractString(entry.body, 'name_en') AS name_en,
    JSONExtractString(entry.body, 'unit') AS unit,
    JSONExtractString(entry.body, 'kind') AS kind,
    JSONExtractString(entry.body, 'direction') AS direction,
    JSONExtractString(entry.body, 'theme') AS theme,
    JSONExtractString(themes.body, 'name_zh') AS theme_zh,
    JSONExtractString(themes.body, 'name_en') AS theme_en
FROM {{data}}.catalogue_entry AS entry
LEFT JOIN
(
    SELECT code, body
    FROM {{data}}.catalogue_entry
    WHERE kind = 'theme' AND run = ({{catalogue_in_force}})
) AS themes ON themes.code = JSONExtractString(entry.body, 'theme')
WHERE entry.kind = 'indicator' AND entry.run = ({{catalogue_in_force}})
ORDER BY entry.position
COMMENT 'Indicators: what is measured.'
