CREATE OR REPLACE VIEW {{open}}.plan {{on_cluster}}
(
    plan         String COMMENT 'code',
    number       String COMMENT 'document number, such as 鄂府发〔2022〕169号',
    title_zh     String,
    title_en     String,
    issuer_zh    String,
    issued       Nullable(Date32),
    horizon_from String COMMENT 'first year',
    horizon_to   String COMMENT 'last year'
)
DEFINER = {{account}} SQL SECURITY DEFINER
AS SELECT
    code AS plan,
    JSONExtractString(body, 'number') AS number,
    JSONExtractString(body, 'title_zh') AS title_zh,
    JSONExtractString(body, 'title_en') AS title_en,
    JSONExtractString(body, 'issuer_zh') AS issuer_zh,
    toDate32OrNull(JSONExtractString(body, 'issued')) AS issued,
    JSONExtractString(body, 'horizon_from') AS horizon_from,
    JSONExtractString(body, 'horizon_to') AS horizon_to
FROM {{data}}.catalogue_entry
WHERE kind = 'plan' AND run = ({{catalogue_in_force}})
ORDER BY position
COMMENT 'Plans: the policy documents that set targets.'
