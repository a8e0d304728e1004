package catalogue_test

import (
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest/catalogue"
	"zhibiao/metrics"
)

// businessTasks are the 300 tasks of document 167.
func businessTasks(t *testing.T) []*metrics.Task {
	t.Helper()
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	var tasks []*metrics.Task
	for i := range read.Tasks {
		if read.Tasks[i].Plan == "P2022-167" {
			tasks = append(tasks, &read.Tasks[i])
		}
	}
	return tasks
}

// By the task pages of document 167, 79 tasks are due by the end of 2023, 156 by that
// of 2024, then 209, 272 and all 300; what is left of 300 is 221, 144, 91, 28 and none.
// Nothing is reported, so on 31 July 2023 all 300 are left, and the 16 tasks of 30 June
// 2023 more than planned.
func TestBusinessEnvironmentBurnDown(t *testing.T) {
	day := metrics.NewDate(2023, 7, 31)
	burnDown := metrics.TaskBurnDownOf(businessTasks(t), nil, metrics.NewDate(2022, 12, 30), day)
	if burnDown.Dated != 300 || burnDown.Undated != 0 || len(burnDown.Points) != 12 {
		t.Fatalf("%d dated, %d undated, %d points; want 300, 0, ten deadlines and two days", burnDown.Dated, burnDown.Undated, len(burnDown.Points))
	}
	cumulative := map[metrics.Date]int{metrics.NewDate(2022, 12, 30): 0, day: 16}
	for year, due := range map[int]int{2023: 79, 2024: 156, 2025: 209, 2026: 272, 2027: 300} {
		cumulative[metrics.NewDate(year, 12, 31)] = due
	}
	found := 0
	for _, point := range burnDown.Points {
		if want, asked := cumulative[point.Day]; asked {
			found++
			if point.DueInAll != want || point.PlannedLeft != 300-want {
				t.Errorf("by %s %d are due and %d left, want %d and %d", point.Day, point.DueInAll, point.PlannedLeft, want, 300-want)
			}
		}
		if point.Day == day && (*point.Left != 300 || *point.Behind != 16) {
			t.Errorf("today %d are left, %d behind; want 300, 16", *point.Left, *point.Behind)
		}
	}
	if found != len(cumulative) {
		t.Errorf("%d of %d days have a point", found, len(cumulative))
	}
}

// The plan says of itself that it has 4 environments, 19 groups of indicators, 100
// measures and 300 tasks; by its pages the environments have 86, 98, 81 and 35 tasks.
func TestBusinessEnvironmentTree(t *testing.T) {
	day := metrics.NewDate(2023, 7, 31)
	root := metrics.TaskTreeOf(businessTasks(t), func(task *metrics.Task) metrics.TaskProgress { return metrics.TaskStateOn(task, nil, day) })
	if root.CountAt(1) != 4 || root.CountAt(2) != 19 || root.CountAt(3) != 100 || root.Tally.Total != 300 {
		t.Errorf("%d environments, %d groups, %d measures, %d tasks; want 4, 19, 100, 300", root.CountAt(1), root.CountAt(2), root.CountAt(3), root.Tally.Total)
	}
	if root.Tally.Of(metrics.TaskUnreported) != 16 || root.Tally.Of(metrics.TaskNotDue) != 284 {
		t.Errorf("on 31 July 2023 %d are unreported and %d not due, want 16 and 284", root.Tally.Of(metrics.TaskUnreported), root.Tally.Of(metrics.TaskNotDue))
	}
	for i, want := range []struct {
		title string
		tasks int
	}{{"政务环境", 86}, {"市场环境", 98}, {"法治环境", 81}, {"社会环境", 35}} {
		if got := root.Children[i]; got.Title != want.title || got.Tally.Total != want.tasks || len(got.Tasks) != 0 {
			t.Errorf("environment %d is %s with %d tasks, want %s with %d", i, got.Title, got.Tally.Total, want.title, want.tasks)
		}
	}
}
