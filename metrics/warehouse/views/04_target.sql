CREATE OR REPLACE VIEW {{open}}.target {{on_cluster}}
(
    target            String COMMENT 'code',
    plan              String COMMENT 'code of the plan',
    indicator         String COMMENT 'code of the indicator',
    area              String,
    dimension         String,
    period            String COMMENT 'year or day of the deadline; empty for a standing rule',
    comparator        String COMMENT 'ge, gt, le, lt, eq, approx or range',
    value             Nullable(Decimal(38, 10)) COMMENT 'in the unit of the indicator; NULL when the text gives no number',
    value_high        Nullable(Decimal(38, 10)) COMMENT 'upper end of a range',
    attribute         String COMMENT 'expected 预期性, binding 约束性, or empty',
    stretch           Bool COMMENT '力争',
    in_force          Bool COMMENT 'false: another statement of the same thing is in force, see conflicts',
    lead_organisation String COMMENT 'code of the unit that answers for it'
)
DEFINER = {{account}} SQL SECURITY DEFINER
AS SELECT
    code AS target,
    JSONExtractString(body, 'plan') AS plan,
    JSONExtractString(body, 'indicator') AS indicator,
    JSONExtractString(body, 'area') AS area,
    JSONExtractString(body, 'dimension') AS dimension,
    JSONExtractString(body, 'period') AS period,
    JSONExtractString(body, 'comparator') AS comparator,
    toDecimal128OrNull(JSONExtractString(body, 'value'), 10) AS value,
    toDecimal128OrNull(JSONExtractString(body, 'value_high'), 10) AS value_high,
    JSONExtractString(body, 'attribute') AS attribute,
    JSONExtractBool(body, 'stretch') AS stretch,
    JSONExtractBool(body, 'in_force') AS in_force,
    JSONExtractString(body, 'lead_organisation') AS lead_organisation
FROM {{data}}.catalogue_entry
WHERE kind = 'target' AND run = ({{catalogue_in_force}})
ORDER BY position
COMMENT 'Targets: what plans say about indicators.'
