ALTER TABLE assessment_batch {{on_cluster}}
    ADD COLUMN IF NOT EXISTS catalogue_run String COMMENT 'run of the reference data in force',
    ADD COLUMN IF NOT EXISTS changed_at DateTime64(6, 'UTC') COMMENT 'moment of ledger_event',
    ADD COLUMN IF NOT EXISTS changes UInt64 COMMENT 'how many changes of published data were taken into account',
    ADD COLUMN IF NOT EXISTS layers Array(UUID) COMMENT 'computations that this one lies on, newest first: what it does not hold itself is read from them'
