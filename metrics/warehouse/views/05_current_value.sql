CREATE OR REPLACE VIEW {{open}}.current_value {{on_cluster}}
(
    indicator    String,
    area         String,
    dimension    String,
    scenario     String COMMENT 'AC actual, BM benchmark, FC forecast, DEMO generated for demonstration: filter by it',
    frequency    String COMMENT 'SDMX: A year, S half-year, Q quarter, M month, D day',
    period_first Date32,
    period_last  Date32 COMMENT 'the period reaches to this day',
    value        Nullable(Decimal(38, 10)) COMMENT 'in the unit of the indicator; NULL is missing, never zero',
    status       String COMMENT 'SDMX CL_OBS_STATUS',
    year_on_year Nullable(Decimal(38, 10)) COMMENT 'growth that the source prints, per cent',
    released     Nullable(Date32) COMMENT 'day of publication by the source',
    source_title String,
    source_url   String,
    revision     UInt32,
    run          UUID COMMENT 'import that brought the value',
    recorded_at  DateTime64(6, 'UTC')
)
DEFINER = {{account}} SQL SECURITY DEFINER
AS SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    tupleElement(latest, 1) AS value,
    tupleElement(latest, 2) AS status,
    tupleElement(latest, 3) AS year_on_year,
    if(tupleElement(latest, 4) = toDate32('1970-01-01'), NULL, tupleElement(latest, 4)) AS released,
    tupleElement(latest, 5) AS source_title,
    tupleElement(latest, 6) AS source_url,
    tupleElement(latest, 7) AS revision,
    tupleElement(latest, 8) AS run,
    tupleElement(latest, 9) AS recorded_at
FROM
(
    SELECT
        indicator, area, dimension, scenario, frequency, period_first, period_last,
        argMax(
            tuple(value, status, year_on_year, released, source_title, source_url, revision, run, recorded_at),
            tuple(revision, recorded_at, run)) AS latest
    FROM {{data}}.observation
    WHERE run IN ({{published_now}})
    GROUP BY indicator, area, dimension, scenario, frequency, period_first, period_last
)
COMMENT 'Values as readers see them now: the newest published revision of each.'
