package metrics_test

import (
	"strings"
	"testing"
	"time"

	"zhibiao/metrics"
)

// at is the moment of saving, minutes after the reports begin.
func at(minute int) time.Time { return time.Date(2023, 1, 1, 0, minute, 0, 0, time.UTC) }

func taskReport(version string, minute int, day metrics.Date, state metrics.ReportedState, change ...func(*metrics.TaskReport)) metrics.TaskReport {
	report := metrics.TaskReport{ReportHead: metrics.ReportHead{Version: version, Date: day, SavedAt: at(minute)}, Task: "T", State: state, Evidence: "附件"}
	for _, set := range change {
		set(&report)
	}
	return report
}

func takesBack(version string) func(*metrics.TaskReport) {
	return func(report *metrics.TaskReport) { report.TakesBack, report.State = version, "" }
}

// The plan is of 30 December 2022, today is 31 July 2023.
func TestTaskReportProblems(t *testing.T) {
	issued, today := metrics.NewDate(2022, 12, 30), metrics.NewDate(2023, 7, 31)
	percent := func(value int) func(*metrics.TaskReport) { return func(r *metrics.TaskReport) { r.Percent = &value } }
	evidence := func(text string) func(*metrics.TaskReport) { return func(r *metrics.TaskReport) { r.Evidence = text } }
	for name, test := range map[string]struct {
		report metrics.TaskReport
		want   string // fields, in alphabetical order
	}{
		"done in full":              {taskReport("1", 0, today, metrics.ReportDone, percent(100)), ""},
		"on the day of the plan":    {taskReport("1", 0, issued, metrics.ReportInProgress), ""},
		"before the plan":           {taskReport("1", 0, issued-1, metrics.ReportInProgress), "date"},
		"tomorrow":                  {taskReport("1", 0, today+1, metrics.ReportInProgress), "date"},
		"no day":                    {taskReport("1", 0, 0, metrics.ReportInProgress), "date"},
		"an unknown state":          {taskReport("1", 0, today, "late"), "state"},
		"done without evidence":     {taskReport("1", 0, today, metrics.ReportDone, evidence("")), "evidence"},
		"difficult without words":   {taskReport("1", 0, today, metrics.ReportDifficult, evidence("")), "evidence"},
		"under way without words":   {taskReport("1", 0, today, metrics.ReportInProgress, evidence(""), percent(0)), ""},
		"2000 characters":           {taskReport("1", 0, today, metrics.ReportDone, evidence(strings.Repeat("证", 2000))), ""},
		"2001 characters":           {taskReport("1", 0, today, metrics.ReportDone, evidence(strings.Repeat("证", 2001))), "evidence"},
		"101 percent":               {taskReport("1", 0, today, metrics.ReportInProgress, percent(101)), "percent"},
		"minus one percent":         {taskReport("1", 0, today, metrics.ReportInProgress, percent(-1)), "percent"},
		"done to 99 percent":        {taskReport("1", 0, today, metrics.ReportDone, percent(99)), "percent"},
		"not started and 1 percent": {taskReport("1", 0, today, metrics.ReportNotStarted, percent(1)), "percent"},
		"everything wrong":          {taskReport("1", 0, today+1, "", percent(200), evidence(strings.Repeat("x", 3000))), "date evidence percent state"},
	} {
		problems := test.report.Problems(issued, today)
		var fields []string
		for _, field := range []string{"date", "evidence", "percent", "state"} {
			if problems[field] != nil {
				fields = append(fields, field)
			}
		}
		if got := strings.Join(fields, " "); got != test.want {
			t.Errorf("%s: problems with %q, want %q", name, got, test.want)
		}
	}
}

// The deadline is 30 June 2023. 31 May lies 30 days before it, 30 May lies 31 days.
func TestTaskStateOn(t *testing.T) {
	june := func(day int) metrics.Date { return metrics.NewDate(2023, 6, day) }
	dated := metrics.Task{Code: "T", Deadline: june(30)}
	underWay := taskReport("1", 1, june(1), metrics.ReportInProgress)
	done := taskReport("2", 2, june(20), metrics.ReportDone)
	late := taskReport("3", 3, june(30)+12, metrics.ReportDone)
	for name, test := range map[string]struct {
		task    metrics.Task
		reports []metrics.TaskReport
		day     metrics.Date
		want    metrics.TaskState
		version string
		left    int
		late    int
	}{
		"31 days ahead":                             {dated, nil, metrics.NewDate(2023, 5, 30), metrics.TaskNotDue, "", 31, 0},
		"30 days ahead":                             {dated, nil, metrics.NewDate(2023, 5, 31), metrics.TaskDueSoon, "", 30, 0},
		"the day itself":                            {dated, nil, june(30), metrics.TaskDueSoon, "", 0, 0},
		"the day after, nothing reported":           {dated, nil, june(30) + 1, metrics.TaskUnreported, "", -1, 0},
		"the day after, reported under way":         {dated, []metrics.TaskReport{underWay}, june(30) + 1, metrics.TaskOverdue, "1", -1, 0},
		"done":                                      {dated, []metrics.TaskReport{underWay, done}, june(20), metrics.TaskDone, "2", 10, 0},
		"the day before it was done":                {dated, []metrics.TaskReport{underWay, done}, june(19), metrics.TaskDueSoon, "1", 11, 0},
		"done twelve days late":                     {dated, []metrics.TaskReport{late, underWay}, june(30) + 20, metrics.TaskDone, "3", -20, 12},
		"done, then taken back":                     {dated, []metrics.TaskReport{underWay, done, taskReport("4", 4, june(25), "", takesBack("2"))}, june(26), metrics.TaskDueSoon, "1", 4, 0},
		"taken back counts for earlier days too":    {dated, []metrics.TaskReport{done, taskReport("4", 4, june(25), "", takesBack("2"))}, june(21), metrics.TaskDueSoon, "", 9, 0},
		"a later day goes before a later saving":    {dated, []metrics.TaskReport{done, taskReport("5", 9, june(10), metrics.ReportDifficult)}, june(21), metrics.TaskDone, "2", 9, 0},
		"of one day the last saved":                 {dated, []metrics.TaskReport{done, taskReport("5", 9, june(20), metrics.ReportDifficult)}, june(21), metrics.TaskDueSoon, "5", 9, 0},
		"a report on another task":                  {dated, []metrics.TaskReport{taskReport("1", 1, june(1), metrics.ReportDone, func(r *metrics.TaskReport) { r.Task = "U" })}, june(2), metrics.TaskDueSoon, "", 28, 0},
		"no deadline":                               {metrics.Task{Code: "T"}, nil, june(1), metrics.TaskUndated, "", 0, 0},
		"a standing duty":                           {metrics.Task{Code: "T", Recurrence: "standing"}, []metrics.TaskReport{underWay}, june(2), metrics.TaskStanding, "1", 0, 0},
		"a yearly duty with a last day is dated":    {metrics.Task{Code: "T", Recurrence: "yearly", Deadline: june(30)}, nil, june(30) + 1, metrics.TaskUnreported, "", -1, 0},
		"no deadline and done":                      {metrics.Task{Code: "T"}, []metrics.TaskReport{done}, june(30), metrics.TaskDone, "2", 0, 0},
		"an empty version is not taken back itself": {dated, []metrics.TaskReport{taskReport("", 1, june(2), metrics.ReportDone)}, june(3), metrics.TaskDone, "", 27, 0},
	} {
		got := metrics.TaskStateOn(&test.task, test.reports, test.day)
		version := ""
		if got.Report != nil {
			version = got.Report.Version
		}
		if got.State != test.want || version != test.version || got.DaysLeft != test.left || got.DaysLate != test.late {
			t.Errorf("%s: %s by report %q, %d days left, %d late; want %s by %q, %d, %d",
				name, got.State, version, got.DaysLeft, got.DaysLate, test.want, test.version, test.left, test.late)
		}
	}
}

// Reports are saved in the minutes 1, 2 and 3.
func TestKnownReports(t *testing.T) {
	reports := []metrics.TaskReport{taskReport("1", 1, 1, ""), taskReport("2", 2, 2, ""), taskReport("3", 3, 3, "")}
	for minute, want := range map[int]int{0: 0, 1: 1, 2: 2, 9: 3} {
		if got := len(metrics.KnownReports(reports, at(minute))); got != want {
			t.Errorf("minute %d: %d reports known, want %d", minute, got, want)
		}
	}
	if got := len(metrics.KnownReports(reports, time.Time{})); got != 3 {
		t.Errorf("%d known now, want all 3", got)
	}
}

// Of six tasks two are due in June, one in December, one is undated. A is done in time,
// B on 10 August; on 1 July one of the two due is done.
func TestTaskBurnDown(t *testing.T) {
	june, december := metrics.NewDate(2023, 6, 30), metrics.NewDate(2023, 12, 31)
	tasks := []*metrics.Task{{Code: "A", Deadline: june}, {Code: "B", Deadline: june}, {Code: "C", Deadline: december}, {Code: "D"}}
	done := func(task string, day metrics.Date) []metrics.TaskReport {
		return []metrics.TaskReport{taskReport(task, 1, day, metrics.ReportDone, func(r *metrics.TaskReport) { r.Task = task })}
	}
	reports := map[string][]metrics.TaskReport{"A": done("A", june-5), "B": done("B", metrics.NewDate(2023, 8, 10)), "D": done("D", june)}
	first, day := metrics.NewDate(2022, 12, 30), metrics.NewDate(2023, 9, 1)
	got := metrics.TaskBurnDownOf(tasks, reports, first, day)
	left := func(n int) *int { return &n }
	want := []metrics.TaskBurnDownPoint{
		{Day: first, PlannedLeft: 3, Left: left(3), Behind: left(0)},
		{Day: june, Due: 2, DueInAll: 2, PlannedLeft: 1, Done: 1, Left: left(2), Behind: left(1)},
		{Day: day, DueInAll: 2, PlannedLeft: 1, Done: 2, Left: left(1), Behind: left(0)},
		{Day: december, Due: 1, DueInAll: 3, PlannedLeft: 0},
	}
	if got.Dated != 3 || got.Undated != 1 || len(got.Points) != len(want) {
		t.Fatalf("%d dated, %d undated, %d points; want 3, 1, %d", got.Dated, got.Undated, len(got.Points), len(want))
	}
	same := func(a, b *int) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	for i, point := range got.Points {
		if !same(point.Left, want[i].Left) || !same(point.Behind, want[i].Behind) {
			t.Errorf("point %d: left %v behind %v, want %v %v", i, point.Left, point.Behind, want[i].Left, want[i].Behind)
		}
		point.Left, point.Behind, want[i].Left, want[i].Behind = nil, nil, nil, nil
		if point != want[i] {
			t.Errorf("point %d: %+v, want %+v", i, point, want[i])
		}
	}
	if none := metrics.TaskBurnDownOf(tasks[3:], reports, first, day); none.Points != nil || none.Undated != 1 {
		t.Errorf("without deadlines: %+v", none)
	}
}

// Two headings at the top; the second level is missing in one task; the first heading
// comes back after the second.
func TestTaskTree(t *testing.T) {
	tasks := []*metrics.Task{
		{Code: "1", Level1: "甲", Level2: "子", Level3: "一"}, {Code: "2", Level1: "甲", Level2: "子", Level3: "二"},
		{Code: "3", Level1: "乙", Level3: "三"}, {Code: "4", Level1: "甲", Level2: "子", Level3: "一"}, {Code: "5"},
	}
	root := metrics.TaskTreeOf(tasks, func(task *metrics.Task) metrics.TaskProgress {
		return metrics.TaskProgress{State: map[string]metrics.TaskState{"1": metrics.TaskDone, "4": metrics.TaskOverdue}[task.Code]}
	})
	if root.Tally.Total != 5 || root.Tally.Done() != 1 || root.Tally.Late() != 1 || len(root.Tasks) != 1 {
		t.Errorf("root %+v", root.Tally)
	}
	if root.CountAt(1) != 2 || root.CountAt(2) != 2 || root.CountAt(3) != 2 {
		t.Errorf("%d, %d, %d headings, want 2, 2 (子 and 三), 2", root.CountAt(1), root.CountAt(2), root.CountAt(3))
	}
	first := root.Children[0]
	if first.Title != "甲" || first.Tally.Total != 3 || first.Children[0].Children[0].Tally.Late() != 1 || len(first.Children[0].Children[0].Tasks) != 2 {
		t.Errorf("first heading %+v", first)
	}
}
