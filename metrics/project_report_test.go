package metrics_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

func projectReport(version string, minute int, day metrics.Date, stage metrics.ProjectStage, endYear string) metrics.ProjectReport {
	return metrics.ProjectReport{ReportHead: metrics.ReportHead{Version: version, Date: day, SavedAt: at(minute)},
		Project: "P", Stage: stage, EndYear: endYear, Note: "说明"}
}

// The plan is of 30 December 2022, today is 31 July 2023.
func TestProjectReportProblems(t *testing.T) {
	issued, today := metrics.NewDate(2022, 12, 30), metrics.NewDate(2023, 7, 31)
	for name, test := range map[string]struct {
		report metrics.ProjectReport
		field  string
	}{
		"under construction until 2026":    {projectReport("1", 0, today, metrics.StageUnderConstruction, "2026"), ""},
		"this year":                        {projectReport("1", 0, today, metrics.StageAdvancing, "2023"), ""},
		"no year":                          {projectReport("1", 0, today, metrics.StageReserve, ""), ""},
		"completed in the year before":     {projectReport("1", 0, today, metrics.StageCompleted, "2022"), ""},
		"completed next year":              {projectReport("1", 0, today, metrics.StageCompleted, "2024"), "end_year"},
		"to be finished in a year past":    {projectReport("1", 0, today, metrics.StageUnderConstruction, "2022"), "end_year"},
		"no year at all":                   {projectReport("1", 0, today, metrics.StageUnderConstruction, "二〇二六"), "end_year"},
		"five digits":                      {projectReport("1", 0, today, metrics.StageUnderConstruction, "02026"), "end_year"},
		"a year beyond all":                {projectReport("1", 0, today, metrics.StageUnderConstruction, "2101"), "end_year"},
		"before the plan":                  {projectReport("1", 0, issued-1, metrics.StageReserve, ""), "date"},
		"tomorrow":                         {projectReport("1", 0, today+1, metrics.StageReserve, ""), "date"},
		"an unknown stage":                 {projectReport("1", 0, today, "stopped", ""), "stage"},
		"a list may be silent, not a unit": {projectReport("1", 0, today, metrics.StageUnstated, ""), "stage"},
	} {
		problems := test.report.Problems(issued, today)
		if test.field == "" && len(problems) > 0 || test.field != "" && (len(problems) != 1 || problems[test.field] == nil) {
			t.Errorf("%s: problems %v, want one with %q", name, problems, test.field)
		}
	}
	silent := projectReport("1", 0, today, metrics.StageCompleted, "")
	silent.Note = ""
	if problems := silent.Problems(issued, today); len(problems) != 1 || problems["note"] == nil {
		t.Errorf("completed without a word: %v", problems)
	}
}

// The list prints that the project ends in 2023.
func TestProjectStageOn(t *testing.T) {
	day := metrics.NewDate(2023, 7, 31)
	printed := metrics.Project{Code: "P", EndYear: "2023"}
	built := projectReport("1", 1, day-60, metrics.StageUnderConstruction, "2025")
	silent := projectReport("2", 2, day-30, metrics.StageUnderConstruction, "")
	years := func(n int) *int { return &n }
	for name, test := range map[string]struct {
		project metrics.Project
		reports []metrics.ProjectReport
		day     metrics.Date
		stage   metrics.ProjectStage
		end     string
		slip    *int
		overdue bool
	}{
		"nothing reported, the year not over":   {printed, nil, metrics.NewDate(2023, 12, 31), "", "2023", nil, false},
		"nothing reported, the year over":       {printed, nil, metrics.NewDate(2024, 1, 1), "", "2023", nil, true},
		"printed as built":                      {metrics.Project{Code: "P", EndYear: "2022", Stage: "completed"}, nil, day, metrics.StageCompleted, "2022", nil, false},
		"two years later":                       {printed, []metrics.ProjectReport{built}, day, metrics.StageUnderConstruction, "2025", years(2), false},
		"two years later, and those over":       {printed, []metrics.ProjectReport{built}, metrics.NewDate(2026, 1, 1), metrics.StageUnderConstruction, "2025", years(2), true},
		"before the report":                     {printed, []metrics.ProjectReport{built}, day - 61, "", "2023", nil, false},
		"a later report is silent on the year":  {printed, []metrics.ProjectReport{built, silent}, day, metrics.StageUnderConstruction, "2025", years(2), false},
		"completed in the year of the report":   {printed, []metrics.ProjectReport{built, projectReport("3", 3, day, metrics.StageCompleted, "")}, day, metrics.StageCompleted, "2023", years(0), false},
		"completed the year before":             {printed, []metrics.ProjectReport{projectReport("3", 3, day, metrics.StageCompleted, "2022")}, day, metrics.StageCompleted, "2022", years(-1), false},
		"no printed year, so no slip":           {metrics.Project{Code: "P"}, []metrics.ProjectReport{built}, day, metrics.StageUnderConstruction, "2025", nil, false},
		"no year at all is never over":          {metrics.Project{Code: "P"}, nil, metrics.NewDate(2099, 1, 1), "", "", nil, false},
		"the report about the year, taken back": {printed, []metrics.ProjectReport{built, silent, {ReportHead: metrics.ReportHead{Version: "4", Date: day, SavedAt: at(4), TakesBack: "1"}, Project: "P"}}, day, metrics.StageUnderConstruction, "2023", nil, false},
		"a report on another project":           {metrics.Project{Code: "Q", EndYear: "2023"}, []metrics.ProjectReport{built}, day, "", "2023", nil, false},
	} {
		got := metrics.ProjectStageOn(&test.project, test.reports, test.day)
		sameSlip := (got.Slip == nil) == (test.slip == nil) && (got.Slip == nil || *got.Slip == *test.slip)
		if got.Stage != test.stage || got.EndYear != test.end || !sameSlip || got.Overdue != test.overdue {
			t.Errorf("%s: stage %q, end %q, slip %v, overdue %t; want %q, %q, %v, %t", name, got.Stage, got.EndYear, got.Slip, got.Overdue,
				test.stage, test.end, test.slip, test.overdue)
		}
	}
}

// Wind: 10 (2023) + 30 (2025) = 40; D repeats B and is passed over, E is not counted, F
// prints no size. Money 1.5 + 2 = 3.5 of two; that of D and E is not added.
func TestProjectSums(t *testing.T) {
	amount := func(text string) decimal.NullDecimal {
		return decimal.NewNullDecimal(decimal.RequireFromString(text))
	}
	projects := []*metrics.Project{
		{Code: "A", ProductGroup: "wind", Unit: "万千瓦", Capacity: amount("10"), EndYear: "2023", Counted: true, Investment: amount("1.5")},
		{Code: "B", ProductGroup: "wind", Unit: "万千瓦", Capacity: amount("30"), EndYear: "2025", Counted: true, Investment: amount("2"), Stage: "advancing"},
		{Code: "C", ProductGroup: "solar", Unit: "万千瓦", Capacity: amount("7"), Counted: true},
		{Code: "D", ProductGroup: "wind", Unit: "万千瓦", Capacity: amount("30"), EndYear: "2025", Counted: true, Investment: amount("9"), SameAs: []string{"B"}},
		{Code: "E", ProductGroup: "wind", Unit: "万千瓦", Capacity: amount("99"), EndYear: "2025", Investment: amount("9")},
		{Code: "F", ProductGroup: "wind", Unit: "万千瓦", EndYear: "2024", Counted: true},
	}
	got := metrics.ProjectSumsOf(projects, func(project *metrics.Project) metrics.ProjectProgress {
		return metrics.ProjectStageOn(project, nil, metrics.NewDate(2024, 1, 1))
	})
	if got.Repeated != 1 || got.Uncounted != 1 || got.Invested != 2 || got.Investment.String() != "3.5" || got.Overdue != 1 || len(got.Years) != 2 {
		t.Errorf("sums %+v", got)
	}
	if got.StageCounts[metrics.StageUnstated] != 5 || got.StageCounts[metrics.StageAdvancing] != 1 {
		t.Errorf("stages %v, want 5 unstated and 1 advancing", got.StageCounts)
	}
	if len(got.Groups) != 2 || got.Groups[0].Group != "solar" || got.Groups[0].Years[""].String() != "7" {
		t.Fatalf("groups %+v", got.Groups)
	}
	wind := got.Groups[1]
	if wind.Capacity.String() != "40" || wind.Count != 2 || wind.Unsized != 1 || wind.Years["2023"].String() != "10" || wind.Years["2025"].String() != "30" ||
		wind.Stages[metrics.StageAdvancing].String() != "30" || wind.Stages[metrics.StageUnstated].String() != "10" {
		t.Errorf("wind %+v", wind)
	}
}
