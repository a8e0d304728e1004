FROM observation
WHERE scenario = {scenario:String}
  AND indicator >= {after_indicator:String}
{{observation_selection}}
