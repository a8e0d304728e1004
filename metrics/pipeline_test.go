package metrics_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// works is a catalogue of one target, 100 万吨/年 by 2025, and the projects given.
func works(link metrics.PipelineLink, projects ...metrics.Project) *metrics.Catalogue {
	link.Code, link.Indicator = "L", "CAPACITY"
	if len(link.Plans) == 0 {
		link.Plans = []string{"P1"}
	}
	for i := range projects {
		if projects[i].Plan == "" {
			projects[i].Plan = "P1"
		}
		projects[i].NameZh = projects[i].Code
	}
	return (&metrics.Catalogue{
		Plans: []metrics.Plan{{Code: "P1"}, {Code: "P2"}},
		Indicators: []metrics.Indicator{
			{Code: "CAPACITY", Unit: "万吨/年", Kind: metrics.KindStock, Direction: metrics.HigherIsBetter},
			{Code: "PLACES", Unit: "个", Kind: metrics.KindStock, Direction: metrics.HigherIsBetter},
		},
		Targets: []metrics.Target{
			{Code: "T", Plan: "P1", Indicator: "CAPACITY", Area: metrics.CityArea, Period: "2025", InForce: true,
				Comparator: metrics.AtLeast, Value: known("100")},
			{Code: "VISION", Plan: "P1", Indicator: "CAPACITY", Area: metrics.CityArea, InForce: true, Value: known("900")},
			{Code: "OLD", Plan: "P1", Indicator: "CAPACITY", Area: metrics.CityArea, Period: "2025", Value: known("90")},
		},
		Projects:      projects,
		PipelineLinks: []metrics.PipelineLink{link},
	}).Index()
}

func project(code, capacity, end string, change ...func(*metrics.Project)) metrics.Project {
	listed := metrics.Project{Code: code, Unit: "万吨/年", EndYear: end, Counted: true}
	if capacity != "" {
		listed.Capacity = known(capacity)
	}
	for _, set := range change {
		set(&listed)
	}
	return listed
}

func sameAs(codes ...string) func(*metrics.Project) {
	return func(p *metrics.Project) { p.SameAs = codes }
}

// Every row states what a reader would add up with a pencil: the need is 100, less what
// stood before; a year counts when it is over by the end of 2025.
func TestPipelineVerdicts(t *testing.T) {
	existing := metrics.PipelineLink{Existing: known("40")}
	for name, test := range map[string]struct {
		link                                        metrics.PipelineLink
		projects                                    []metrics.Project
		needed, byDeadline, undated, later, missing string
		unquantified                                int
		verdict                                     metrics.PipelineVerdict
	}{
		"nothing listed, nothing known": {verdict: metrics.PipelineOpen, needed: "100", missing: "100"},
		"nothing listed, 40 stood":      {link: existing, verdict: metrics.PipelineShort, needed: "60", missing: "60"},
		"60 in time":                    {link: existing, projects: []metrics.Project{project("A", "60", "2025")}, needed: "60", byDeadline: "60", missing: "0", verdict: metrics.PipelineCovered},
		"60 a year late":                {link: existing, projects: []metrics.Project{project("A", "60", "2026")}, needed: "60", later: "60", missing: "60", verdict: metrics.PipelineShort},
		"30 in time, 30 without a year": {link: existing, projects: []metrics.Project{project("A", "30", "2024"), project("B", "30", "")}, needed: "60", byDeadline: "30", undated: "30", missing: "0", verdict: metrics.PipelineInTime},
		"one without a number":          {link: existing, projects: []metrics.Project{project("A", "30", "2024"), project("B", "", "2025")}, needed: "60", byDeadline: "30", missing: "30", unquantified: 1, verdict: metrics.PipelineOpen},
		"without a number, too late":    {link: existing, projects: []metrics.Project{project("B", "", "2026")}, needed: "60", missing: "60", verdict: metrics.PipelineShort},
		"an unknown start, yet enough":  {projects: []metrics.Project{project("A", "120", "2025")}, needed: "100", byDeadline: "120", missing: "-20", verdict: metrics.PipelineCovered},
		"0.3 百万吨 and 7000 吨 are 30.7": {link: existing, projects: []metrics.Project{
			project("A", "0.3", "2025", func(p *metrics.Project) { p.Unit = "百万吨/年" }),
			project("B", "7000", "2025", func(p *metrics.Project) { p.Unit = "吨" }),
		}, needed: "60", byDeadline: "30.7", missing: "29.3", verdict: metrics.PipelineShort},
		"another quantity": {link: existing, projects: []metrics.Project{
			project("A", "70", "2025", func(p *metrics.Project) { p.Unit = "km" }),
		}, needed: "60", missing: "60", unquantified: 1, verdict: metrics.PipelineOpen},
		"an intermediate product": {link: existing, projects: []metrics.Project{
			project("A", "50", "2025"), project("BDO", "90", "2025", func(p *metrics.Project) { p.Counted = false }),
		}, needed: "60", byDeadline: "50", missing: "10", verdict: metrics.PipelineShort},
		"built already: 25 more stand": {link: existing, projects: []metrics.Project{
			project("A", "25", "", func(p *metrics.Project) { p.Stage = "completed" }), project("B", "35", "2025"),
		}, needed: "35", byDeadline: "35", missing: "0", verdict: metrics.PipelineCovered},
		"due in 2021 stands in the 40 of 2021": {link: metrics.PipelineLink{Existing: known("40"), ExistingIn: "2021"}, projects: []metrics.Project{
			project("A", "25", "2021"), project("B", "35", "2022"),
		}, needed: "60", byDeadline: "35", missing: "25", verdict: metrics.PipelineShort},
		"the same project in two plans counts once": {link: metrics.PipelineLink{Existing: known("40"), Plans: []string{"P2", "P1"}}, projects: []metrics.Project{
			project("A", "40", "", sameAs("B1", "B2")),
			project("B1", "20", "2025", func(p *metrics.Project) { p.Plan = "P2" }), project("B2", "20", "2026", func(p *metrics.Project) { p.Plan = "P2" }),
		}, needed: "60", byDeadline: "20", later: "20", missing: "40", verdict: metrics.PipelineShort},
		"the row with the number counts": {link: metrics.PipelineLink{Existing: known("40"), Plans: []string{"P1", "P2"}}, projects: []metrics.Project{
			project("A", "", "", sameAs("B")), project("B", "60", "2025", func(p *metrics.Project) { p.Plan = "P2" }),
		}, needed: "60", byDeadline: "60", missing: "0", verdict: metrics.PipelineCovered},
		"40 stood and 110 did, no need left": {link: metrics.PipelineLink{Existing: known("110")}, needed: "0", missing: "0", verdict: metrics.PipelineCovered},
	} {
		t.Run(name, func(t *testing.T) {
			balances := metrics.PipelineOf(works(test.link, test.projects...), metrics.NewDate(2023, 7, 31), nil)
			if len(balances) != 1 {
				t.Fatalf("%d balances, want that of the one target with a date", len(balances))
			}
			got := balances[0]
			for what, pair := range map[string][2]string{
				"needed": {got.Needed.Decimal.String(), test.needed}, "missing": {got.Missing.Decimal.String(), test.missing},
				"by deadline": {got.ByDeadline.String(), test.byDeadline}, "undated": {got.Undated.String(), test.undated},
				"later": {got.Later.String(), test.later},
			} {
				if want := pair[1]; pair[0] != want && (want != "" || pair[0] != "0") {
					t.Errorf("%s is %s, want %s", what, pair[0], want)
				}
			}
			if got.Unquantified != test.unquantified || got.Verdict != test.verdict {
				t.Errorf("%d without a number, %s; want %d, %s", got.Unquantified, got.Verdict, test.unquantified, test.verdict)
			}
		})
	}
}

// 40 of the 60 needed end in 2022 and 2023; on 2023-07-31 only those of 2022 are due.
// The sums: 2022 10, 2023 30 (40 so far), 2026 5 (45 so far), 8 without a year.
func TestPipelineYearsAndShares(t *testing.T) {
	group := func(name, area string) func(*metrics.Project) {
		return func(p *metrics.Project) { p.ProductGroup, p.Area = name, area }
	}
	catalogue := works(metrics.PipelineLink{Existing: known("40")},
		project("A", "10", "2022", group("wind", "150621")), project("B", "20", "2023", group("solar", "150625;150621")),
		project("C", "10", "2023", group("wind", "150621;150625")), project("D", "5", "2026", group("wind", "")), project("E", "8", "", group("solar", "")))
	balance := metrics.PipelineOf(catalogue, metrics.NewDate(2023, 7, 31), nil)[0]
	if balance.DueByNow.String() != "10" || balance.ByDeadline.String() != "40" || balance.Missing.Decimal.String() != "12" {
		t.Errorf("due %s, by the deadline %s, missing %s; want 10, 40, 12", balance.DueByNow, balance.ByDeadline, balance.Missing.Decimal)
	}
	supply := balance.Supply
	if supply.Listed.String() != "53" || supply.Undated.String() != "8" || len(supply.Years) != 3 {
		t.Fatalf("listed %s, undated %s, %d years; want 53, 8, 3", supply.Listed, supply.Undated, len(supply.Years))
	}
	for i, want := range []struct{ year, capacity, cumulative string }{{"2022", "10", "10"}, {"2023", "30", "40"}, {"2026", "5", "45"}} {
		if got := supply.Years[i]; got.Year != want.year || got.Capacity.String() != want.capacity || got.Cumulative.String() != want.cumulative {
			t.Errorf("year %d is %+v, want %+v", i, got, want)
		}
	}
	for what, want := range map[string]struct {
		shares []metrics.PipelineShare
		list   []metrics.PipelineShare
	}{
		"groups": {supply.Groups, []metrics.PipelineShare{{Key: "solar", Capacity: decimal.NewFromInt(28), Count: 2}, {Key: "wind", Capacity: decimal.NewFromInt(25), Count: 3}}},
		"places": {supply.Places, []metrics.PipelineShare{{Key: "150621;150625", Capacity: decimal.NewFromInt(30), Count: 2}, {Key: "", Capacity: decimal.NewFromInt(13), Count: 2}, {Key: "150621", Capacity: decimal.NewFromInt(10), Count: 1}}},
	} {
		if len(want.shares) != len(want.list) {
			t.Errorf("%s: %v", what, want.shares)
			continue
		}
		for i := range want.list {
			if got := want.shares[i]; got.Key != want.list[i].Key || !got.Capacity.Equal(want.list[i].Capacity) || got.Count != want.list[i].Count {
				t.Errorf("%s %d: %+v, want %+v", what, i, got, want.list[i])
			}
		}
	}
}

// A quotient: 5.1 places for each of 2153.638 thousand residents are 10983.5538, so
// 10984 places; 5508 stand, 5476 are needed. A latest value of 10984 reaches the
// target, one of 10983 does not.
func TestPipelineOfAQuotient(t *testing.T) {
	catalogue := works(metrics.PipelineLink{Existing: known("5508"), ExistingIn: "2021",
		CapacityIndicator: "PLACES", PerUnit: known("2153.638")},
		project("A", "3273", "2025", func(p *metrics.Project) { p.Unit = "个" }))
	catalogue.Targets[0].Value = known("5.1")
	for value, verdict := range map[string]metrics.PipelineVerdict{"10983": metrics.PipelineShort, "10984": metrics.PipelineReached} {
		balance := metrics.PipelineOf(catalogue, metrics.NewDate(2026, 1, 1), func(indicator, area, dimension string) *metrics.Observation {
			if indicator != "PLACES" || area != metrics.CityArea || dimension != "" {
				t.Errorf("asked for %s %s %s", indicator, area, dimension)
			}
			return &metrics.Observation{ObservationKey: metrics.ObservationKey{Period: metrics.Year(2024)}, Value: known(value)}
		})[0]
		if balance.Goal.Decimal.String() != "10984" || balance.Needed.Decimal.String() != "5476" || balance.Missing.Decimal.String() != "2203" {
			t.Errorf("goal %s, needed %s, missing %s", balance.Goal.Decimal, balance.Needed.Decimal, balance.Missing.Decimal)
		}
		if balance.Verdict != verdict || balance.Unit != "个" || !balance.Passed || balance.CurrentPeriod != "2024" {
			t.Errorf("with %s: %s in %s, passed %t, of %s", value, balance.Verdict, balance.Unit, balance.Passed, balance.CurrentPeriod)
		}
	}
}

func known(number string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(number))
}

// A plan of 30 December 2022 promises nothing on the day before.
func TestPipelineBeforeThePlan(t *testing.T) {
	catalogue := works(metrics.PipelineLink{})
	catalogue.Plans[0].Issued = metrics.NewDate(2022, 12, 30)
	for day, want := range map[int]int{29: 0, 30: 1} {
		if got := len(metrics.PipelineOf(catalogue, metrics.NewDate(2022, 12, day), nil)); got != want {
			t.Errorf("on the %dth: %d balances, want %d", day, got, want)
		}
	}
}
