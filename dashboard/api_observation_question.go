package dashboard

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// bareScope stands for an export scope that no indicator belongs to; no indicator is
// called so, because codes have no spaces.
const bareScope = " "

// observationQuestion reads which values are asked for. What makes no sense is a Problem
// that names the parameter.
func observationQuestion(values url.Values, filters Filters, catalogue *metrics.Catalogue) (metrics.ObservationPageQuery, error) {
	query := metrics.ObservationPageQuery{ObservationQuery: metrics.ObservationQuery{Scenario: filters.Scenario(), Vintage: filters.Vintage()}}
	query.Indicators = slices.DeleteFunc(slices.Clone(values["indicator"]), func(code string) bool { return code == "" })
	for _, code := range query.Indicators {
		if catalogue.Indicator(code) == nil {
			return query, badRequest(metrics.NewProblem("filter.indicator", "value", code))
		}
	}
	if filters.Area != "" {
		query.Areas = []string{filters.Area}
	}
	if values.Has("dimension") { // empty asks for totals alone
		dimension := values.Get("dimension")
		query.Dimension = &dimension
	}
	switch scenario := metrics.Scenario(values.Get("scenario")); scenario {
	case "":
	case metrics.Actual, metrics.Benchmark, metrics.Forecast, metrics.Demonstration:
		query.Scenario = scenario
	default:
		return query, badRequest(metrics.NewProblem("filter.scenario", "value", string(scenario)))
	}
	for _, frequency := range values["frequency"] {
		if !slices.Contains(frequencies(), metrics.Frequency(frequency)) {
			return query, badRequest(metrics.NewProblem("filter.frequency", "value", frequency))
		}
		query.Frequencies = append(query.Frequencies, metrics.Frequency(frequency))
	}
	switch values.Get("revisions") {
	case "", "latest":
	case "all":
		query.Revisions = true
	default:
		return query, badRequest(metrics.NewProblem("filter.revisions", "value", values.Get("revisions")))
	}
	if err := readSpan(values, &query); err != nil {
		return query, err
	}
	return query, narrowIndicators(&query, filters, catalogue)
}

func frequencies() []metrics.Frequency {
	return []metrics.Frequency{metrics.Annual, metrics.HalfYear, metrics.Quarter, metrics.Month, metrics.YearToDate, metrics.Day}
}

// readSpan reads the bounds on the end of the period: a year, a month or a day.
func readSpan(values url.Values, query *metrics.ObservationPageQuery) error {
	for _, name := range []string{"from", "to"} {
		text := strings.TrimSpace(values.Get(name))
		if text == "" {
			continue
		}
		period, err := spanPeriod(text)
		if err != nil {
			return badRequest(metrics.NewProblem("filter."+name, "value", text).Because(err))
		}
		if name == "from" {
			query.From = period.First
		} else {
			query.To = period.Last
		}
	}
	if !query.From.IsZero() && !query.To.IsZero() && query.From > query.To {
		return badRequest(metrics.NewProblem("filter.from_after_to", "from", values.Get("from"), "to", values.Get("to")))
	}
	return nil
}

func spanPeriod(text string) (metrics.Period, error) {
	frequency := metrics.Day
	switch len(text) {
	case len("2006"):
		frequency = metrics.Annual
	case len("2006-01"):
		frequency = metrics.Month
	}
	return metrics.ParsePeriod(frequency, text)
}

// narrowIndicators keeps the indicators of the plan, the theme and the organisation of
// the filters, and of the scope of the account.
func narrowIndicators(query *metrics.ObservationPageQuery, filters Filters, catalogue *metrics.Catalogue) error {
	if filters.Plan == "" && filters.Theme == "" && filters.Organisation == "" && len(filters.Scope) == 0 {
		return nil
	}
	asked := query.Indicators
	query.Indicators = nil
	for i := range catalogue.Indicators {
		indicator := &catalogue.Indicators[i]
		if len(asked) > 0 && !slices.Contains(asked, indicator.Code) {
			continue
		}
		targets := catalogue.TargetsOf(indicator.Code)
		if !filters.coversIndicator(catalogue, indicator.Code) {
			if len(asked) > 0 {
				return &statusProblem{http.StatusForbidden, metrics.NewProblem("scope.indicator")}
			}
			continue
		}
		if filters.Theme != "" && indicator.Theme != filters.Theme ||
			filters.Plan != "" && !slices.ContainsFunc(targets, func(target *metrics.Target) bool { return target.Plan == filters.Plan }) ||
			filters.Organisation != "" && !slices.ContainsFunc(targets, func(target *metrics.Target) bool { return inScopeOf(target, filters.Organisation) }) {
			continue
		}
		query.Indicators = append(query.Indicators, indicator.Code)
	}
	if len(query.Indicators) == 0 {
		query.Indicators = []string{bareScope}
	}
	return nil
}

// inScopeOf tells whether one of the organisations answers for a target or helps with it.
func inScopeOf(target *metrics.Target, organisations ...string) bool {
	return slices.ContainsFunc(organisations, func(code string) bool {
		return target.LeadOrganisation == code || slices.Contains(target.ResponsibleOrganisations, code)
	})
}
