ALTER TABLE schedule_occurrence {{on_cluster}}
    ADD COLUMN IF NOT EXISTS token UInt64 COMMENT 'of the lease under which it was recorded: a higher one prevails, whatever the clocks said',
    ADD COLUMN IF NOT EXISTS sequence UInt64 COMMENT 'order of the records of one token'
