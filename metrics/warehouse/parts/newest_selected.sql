FROM observation
WHERE scenario = {scenario:String}
{{observation_selection}}
ORDER BY indicator, area, dimension, period_last, frequency, period_first, revision DESC, recorded_at DESC, run DESC
LIMIT 1 BY indicator, area, dimension, period_last, frequency, period_first
