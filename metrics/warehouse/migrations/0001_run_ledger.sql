CREATE TABLE IF NOT EXISTS run_ledger {{on_cluster}}
(
    event       UUID COMMENT 'version 7: its text sorts by time (the type itself does not) and makes the order of events total',
    run         UUID,
    feed        LowCardinality(String),
    scenario    LowCardinality(String),
    state       LowCardinality(String),
    file        String,
    file_hash   String COMMENT 'SHA-256, hexadecimal',
    actor       String,
    schedule    String,
    started_at  DateTime64(6, 'UTC'),
    recorded_at DateTime64(6, 'UTC'),
    row_count       UInt64,
    new_count       UInt64,
    changed_count   UInt64,
    unchanged_count UInt64,
    rejected_count  UInt64,
    flagged_count   UInt64,
    problem     String COMMENT 'JSON of the problem, empty when there is none',
    comment     String
)
ENGINE = {{engine}}
ORDER BY (run, recorded_at, event)
COMMENT 'Every change of state of every run. A run is seen by readers while its last state is published.'
