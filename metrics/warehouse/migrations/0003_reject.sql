CREATE TABLE IF NOT EXISTS reject {{on_cluster}}
(
    run           UUID,
    position      UInt32,
    file          String,
    sheet         String,
    source_row    UInt32,
    source_column String,
    value         String,
    problem       String COMMENT 'JSON of the problem',
    warning       Bool COMMENT 'true: the row was loaded and flagged'
)
ENGINE = {{engine}}
ORDER BY (run, position)
COMMENT 'Rows that a run did not load, or loaded with a remark.'
