CREATE OR REPLACE VIEW {{open}}.area {{on_cluster}}
(
    area    String COMMENT 'code of GB/T 2260 where there is one',
    name_zh String,
    name_en String,
    level   String COMMENT 'country, region, city, banner, park or group',
    parent  String COMMENT 'code of the area that it lies in'
)
DEFINER = {{account}} SQL SECURITY DEFINER
AS SELECT
    code AS area,
    JSONExtractString(body, 'name_zh') AS name_zh,
    JSONExtractString(body, 'name_en') AS name_en,
    JSONExtractString(body, 'level') AS level,
    JSONExtractString(body, 'parent') AS parent
FROM {{data}}.catalogue_entry
WHERE kind = 'area' AND run = ({{catalogue_in_force}})
ORDER BY position
COMMENT 'Areas: the city, its banners and districts, parks.'
