SELECT
    indicator, area, dimension, scenario, frequency, period_first, period_last,
    value, status, revision
{{newest_selected}}
