ALTER TABLE catalogue_entry {{on_cluster}}
    ADD COLUMN IF NOT EXISTS area LowCardinality(String) MATERIALIZED if(kind = 'target', JSONExtractString(body, 'area'), '') COMMENT 'that a target is set for, so that the targets of a few areas can be read alone',
    ADD INDEX IF NOT EXISTS by_area area TYPE set(100) GRANULARITY 1
