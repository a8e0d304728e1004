CREATE TABLE IF NOT EXISTS register_entry {{on_cluster}}
(
    register LowCardinality(String) COMMENT 'which register: account, feed, report, …',
    code     String COMMENT 'what the entry is about, unique within its register',
    version  UUID COMMENT 'version 7: its text sorts by time',
    saved_at DateTime64(6, 'UTC'),
    saved_by String,
    removed  Bool COMMENT 'true: from here on the entry is no longer in force',
    body     String COMMENT 'JSON of the whole entry'
)
ENGINE = {{engine}}
ORDER BY (register, code, saved_at, version)
COMMENT 'Every version of the entries of small registers; the newest of a code is in force. Nothing is overwritten.'
