CREATE TABLE IF NOT EXISTS policy_version {{on_cluster}}
(
    version  UUID,
    saved_at DateTime64(6, 'UTC'),
    saved_by String,
    body     String COMMENT 'JSON of the policy'
)
ENGINE = {{engine}}
ORDER BY (saved_at, version)
COMMENT 'Every version of the policy of assessment; each is in force until the next was saved.'
