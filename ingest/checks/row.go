package checks

import "zhibiao/metrics"

// Row judges what one row says by itself. StatusGiven tells whether the row says why
// it has no value; growth and forecast rows are left to Examine.
func (s *Set) Row(indicator *metrics.Indicator, o *metrics.Observation, statusGiven bool, today metrics.Date) []Finding {
	var findings []Finding
	for _, rule := range s.of(indicator).own {
		ofDays := rule.Kind == metrics.CheckFuture || rule.Kind == metrics.CheckRelease
		if ofDays && IsForecast(o) {
			continue
		}
		c := &Case{Value: o.Value, Status: statusGiven, End: o.Period.End(), Released: o.Released, Today: today}
		if rule.Kind == metrics.CheckRelease && indicator.Kind != metrics.KindFlow {
			// A level can be printed on any day of its period: it is that of the day.
			c.End = o.Period.Start()
		}
		if rule.Kind == metrics.CheckRelease && c.Released > today && c.Released < c.End {
			// Both are wrong; the day that has not come is told as well.
			later := *c
			later.End = 0
			findings = append(findings, told(rule, judge(rule, &later), indicator, o.Period))
		}
		if problem := judge(rule, c); problem != nil {
			findings = append(findings, told(rule, problem, indicator, o.Period))
		}
	}
	return findings
}

// IsForecast tells values that may lie in the future and be printed before it.
func IsForecast(o *metrics.Observation) bool {
	return o.Scenario == metrics.Forecast || o.Status == metrics.StatusForecast || o.Scenario == metrics.Benchmark
}
