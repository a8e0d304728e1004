package main

import (
	"context"
	"hash/fnv"
	"slices"
	"time"

	"zhibiao/metrics"
)

// demonstrationEvidence is all that a generated report says: nobody can take it for real.
const demonstrationEvidence = "演示数据：随机生成的进展，不代表实际情况。(Demonstration data, generated.)"

// seedTaskReports generates reports on tasks when none made for demonstration are there.
func (r *rooms) seedTaskReports(ctx context.Context) error {
	reports, err := r.store.TaskReports(ctx, "")
	if err != nil || slices.ContainsFunc(reports, func(report metrics.TaskReport) bool { return report.Demonstration }) {
		return err
	}
	catalogue, err := r.store.Catalogue(ctx)
	if err != nil {
		return err
	}
	var generated []metrics.TaskReport
	today := metrics.DateOf(time.Now())
	for i := range catalogue.Tasks {
		task := &catalogue.Tasks[i]
		if plan := catalogue.Plan(task.Plan); plan != nil {
			generated = append(generated, demonstrationReports(task, plan.Issued, today)...)
		}
	}
	if len(generated) == 0 {
		return nil
	}
	return r.store.SaveTaskReports(ctx, generated)
}

// demonstrationReports says how a task of a plan issued on a day might have gone, the
// same for the same task: of ten tasks whose deadline has passed about six were done in
// time, two late, one is still under way and one was never reported on; of others some
// are under way.
func demonstrationReports(task *metrics.Task, issued, today metrics.Date) []metrics.TaskReport {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(task.Code)) // a hash never fails
	chance, days := int(hash.Sum32()%10), int(hash.Sum32()/10%60)
	report := func(state metrics.ReportedState, on metrics.Date, percent int) []metrics.TaskReport {
		if on < issued || on > today {
			return nil
		}
		return []metrics.TaskReport{{ReportHead: metrics.ReportHead{Date: on, SavedBy: "demo-planner"}, Task: task.Code, State: state,
			Percent: &percent, Evidence: demonstrationEvidence, Demonstration: true}}
	}
	underWay := func(on metrics.Date) []metrics.TaskReport {
		if chance%4 == 3 {
			return report(metrics.ReportDifficult, on, 20+days/2)
		}
		return report(metrics.ReportInProgress, on, 30+days)
	}
	switch passed := !task.Deadline.IsZero() && task.Deadline < today; {
	case passed && chance < 6:
		return report(metrics.ReportDone, max(issued, task.Deadline.AddDays(-days/2)), 100)
	case passed && chance < 8:
		if done := report(metrics.ReportDone, task.Deadline.AddDays(1+days), 100); done != nil {
			return done
		}
		return underWay(task.Deadline)
	case passed && chance == 8:
		return underWay(max(issued, task.Deadline.AddDays(-days)))
	case !passed && chance < 5:
		return underWay(today.AddDays(-days))
	}
	return nil
}
