FROM observation
WHERE scenario = {scenario:String}
{{observation_selection}}
GROUP BY indicator, area, dimension, scenario, frequency, period_first, period_last
