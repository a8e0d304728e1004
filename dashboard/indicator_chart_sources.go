package dashboard

import (
	"slices"

	"zhibiao/metrics"
)

// chartSourceLimit bounds how many sources a picture of a chart names.
const chartSourceLimit = 3

// chartSources names the plan of the target and where the values come from, those of
// the latest values first.
func (p *IndicatorPage) chartSources() []string {
	var sources []string
	if p.Plan != nil {
		sources = append(sources, p.Plan.Number)
	}
	for i := range p.Values {
		value := &p.Values[i]
		if title := value.SourceTitle; title != "" && value.Scenario != metrics.Demonstration &&
			!slices.Contains(sources, title) && len(sources) < chartSourceLimit {
			sources = append(sources, title)
		}
	}
	return sources
}
