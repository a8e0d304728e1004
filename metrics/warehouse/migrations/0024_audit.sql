CREATE TABLE IF NOT EXISTS audit {{on_cluster}}
(
    id        UUID COMMENT 'version 7: its text sorts by time',
    at        DateTime64(6, 'UTC'),
    actor     LowCardinality(String) COMMENT 'code of the account, or what was typed to sign in',
    address   String COMMENT 'that the request came from',
    action    LowCardinality(String) COMMENT 'key of the sentence: run.approve, account.save, …',
    subject   String COMMENT 'what the action was done to',
    arguments String COMMENT 'JSON object of texts; never a secret',
    outcome   LowCardinality(String) COMMENT 'done, refused, failed, limited',
    request   String COMMENT 'identifier of the request, as in the log'
)
ENGINE = {{engine}}
PARTITION BY toYear(at)
ORDER BY (at, id)
COMMENT 'Who did what. Rows are only added; no statement of the program changes or deletes one.'
