CREATE TABLE IF NOT EXISTS run_comment {{on_cluster}}
(
    run         UUID,
    comment     UUID COMMENT 'version 7: its text sorts by time',
    recorded_at DateTime64(6, 'UTC'),
    actor       String,
    body        String
)
ENGINE = {{engine}}
ORDER BY (run, recorded_at, comment)
COMMENT 'What people have to say about a run; never changed.'
