package main

import (
	"fmt"
	"testing"

	"zhibiao/metrics"
)

// A thousand tasks that were due in the middle of 2025 must have gone in different ways,
// each report must be one that a person could have made, and say that it is generated.
func TestDemonstrationReportsAreAllowedAndDiffer(t *testing.T) {
	issued, deadline, today := metrics.NewDate(2024, 1, 1), metrics.NewDate(2025, 6, 30), metrics.NewDate(2026, 1, 1)
	inTime, late, open, silent := 0, 0, 0, 0
	for i := range 1000 {
		reports := demonstrationReports(&metrics.Task{Code: fmt.Sprintf("T%d", i), Deadline: deadline}, issued, today)
		for _, report := range reports {
			if problems := report.Problems(issued, today); len(problems) > 0 || !report.Demonstration || report.Evidence != demonstrationEvidence {
				t.Fatalf("task %d has a report that nobody may make or that hides what it is: %+v %v", i, report, problems)
			}
		}
		switch {
		case len(reports) == 0:
			silent++
		case reports[0].State != metrics.ReportDone:
			open++
		case reports[0].Date > deadline:
			late++
		default:
			inTime++
		}
	}
	if inTime < 500 || late < 100 || open < 50 || silent < 50 {
		t.Errorf("done in time %d, late %d, open %d, not reported %d: want about 600, 200, 100, 100", inTime, late, open, silent)
	}
}

func TestDemonstrationReportsStayBetweenThePlanAndToday(t *testing.T) {
	day := metrics.NewDate(2025, 3, 31)
	for i := range 200 {
		for _, deadline := range []metrics.Date{0, day, day.AddDays(-1), day.AddDays(1)} {
			for _, report := range demonstrationReports(&metrics.Task{Code: fmt.Sprintf("T%d", i), Deadline: deadline}, day, day) {
				if report.Date != day {
					t.Fatalf("the plan is issued today, but a report is about %s", report.Date)
				}
			}
		}
	}
}
