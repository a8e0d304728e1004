package main

import (
	"context"
	"strconv"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/schedules"
)

// clockTolerance is how far the clocks of the engine and of this machine may differ
// before leases and due times suffer.
const clockTolerance = 2 * time.Second

// lookInside looks at the engine and at what it holds.
func lookInside(ctx context.Context, i *invocation, store *warehouse.Store) []finding {
	engine, err := store.ServerVersion(ctx)
	if err != nil {
		return []finding{fault(err)}
	}
	findings := []finding{found(healthy, "store.ok", "version", engine)}
	if store.Unverified() {
		findings = append(findings, found(remarkable, "store.unverified"))
	}
	difference, err := store.ClockDifference(ctx)
	switch {
	case err != nil:
		return append(findings, fault(err))
	case difference.Abs() > clockTolerance:
		findings = append(findings, found(broken, "clock", "seconds", strconv.FormatFloat(difference.Abs().Seconds(), 'f', 1, 64)))
	}
	pending, err := store.PendingMigrations(ctx)
	switch {
	case err != nil:
		return append(findings, fault(err))
	case len(pending) > 0:
		return append(findings, found(remarkable, "store.old", "count", strconv.Itoa(len(pending))))
	}
	replication, err := store.Replication(ctx)
	if err != nil {
		return append(findings, fault(err))
	}
	findings = append(findings, lookAtReplication(replication)...)
	if replication.ReadOnly == 0 { // else it is told already that nobody can write
		if err := store.TryWriting(ctx); err != nil {
			findings = append(findings, fault(err))
		}
	}
	findings = append(findings, lookAtAccounts(ctx, store)...)
	known, err := store.Catalogue(ctx)
	if err != nil {
		return append(findings, fault(err))
	}
	if len(known.Plans) == 0 {
		return append(findings, found(remarkable, "catalogue.none"))
	}
	findings = append(findings, found(healthy, "catalogue.ok", "plans", strconv.Itoa(len(known.Plans)), "targets", strconv.Itoa(len(known.Targets))))
	findings = append(findings, lookAtSecrets(secretsIn(i.line.files()), known)...)
	waiting, err := store.Runs(ctx, metrics.RunQuery{States: []metrics.RunState{metrics.RunReview}})
	if err != nil {
		return append(findings, fault(err))
	}
	if len(waiting) > 0 {
		findings = append(findings, found(remarkable, "runs.waiting", "count", strconv.Itoa(len(waiting))))
	}
	return append(findings, lookAtSchedules(ctx, store)...)
}

// lookAtSchedules names the schedules whose last run failed, and misses those without
// which a deployment is not safe.
func lookAtSchedules(ctx context.Context, store *warehouse.Store) []finding {
	records := scheduleRecords{store}
	all, err := records.Schedules(ctx)
	if err != nil {
		return []finding{fault(err)}
	}
	var findings []finding
	active, backedUp := 0, false
	for _, schedule := range all {
		if schedule.Retired || schedule.Paused {
			continue
		}
		active++
		backedUp = backedUp || schedule.Job == "backup"
		last, err := records.Occurrences(ctx, schedules.OccurrenceQuery{Schedule: schedule.Name, Limit: 1})
		if err != nil {
			return append(findings, fault(err))
		}
		if len(last) == 1 && last[0].Outcome == schedules.OutcomeFailed {
			findings = append(findings, found(remarkable, "schedule.failed", bilingual("schedule", schedule.TitleZh, schedule.TitleEn)...))
		}
	}
	findings = append(findings, found(healthy, "schedules.ok", "count", strconv.Itoa(active)))
	if !backedUp {
		findings = append(findings, found(remarkable, "backup.none"))
	}
	return findings
}

// problemOf turns a reason of the schedules into a Problem.
func problemOf(reason *schedules.Reason) *metrics.Problem {
	return &metrics.Problem{Key: reason.Key, Arguments: reason.Arguments}
}
