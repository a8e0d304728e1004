CREATE TABLE IF NOT EXISTS schedule_occurrence {{on_cluster}}
(
    schedule    String,
    due_at      DateTime64(6, 'UTC'),
    manual      Bool COMMENT 'started by a person, not by its due time',
    outcome     LowCardinality(String),
    started_at  DateTime64(6, 'UTC'),
    finished_at DateTime64(6, 'UTC'),
    body        String COMMENT 'JSON of the occurrence with its reason',
    recorded_at DateTime64(6, 'UTC'),
    record      UUID
)
ENGINE = {{engine}}
ORDER BY (schedule, due_at, manual, recorded_at, record)
COMMENT 'What became of each due run.'
