package main

import (
	"context"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// seed brings a new database to life: the schedules that a database starts with,
// then, the first time, one run of each with its progress on the terminal. The runs
// are ordinary runs of those schedules and leave their records. When all are done the
// founding is finished; a founding that was interrupted is gone through again.
func (r *rooms) seed(ctx context.Context, terminal *terminal, demonstration bool) error {
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return err
	}
	founded, err := r.store.FoundingFinishedAt(ctx)
	if err != nil {
		return err
	}
	if err := r.addSchedules(ctx, known.Feeds, demonstration); err != nil {
		return err
	}
	if !founded.IsZero() {
		// A newer program may carry a newer catalogue; nobody waits for that.
		if err := r.scheduler.RunNow(ctx, "catalogue", "start"); err != nil {
			r.logger.Warn("the catalogue is not being checked", "error", err)
		}
		return r.seedDemonstration(ctx, terminal, demonstration)
	}
	if err := r.runStep(ctx, terminal, "cli.seed.catalogue", "catalogue"); err != nil {
		return err
	}
	if known, err = r.store.Catalogue(ctx); err != nil {
		return err
	}
	if err := r.addSchedules(ctx, known.Feeds, demonstration); err != nil {
		return err
	}
	for _, name := range []string{"plan-statements", "published-actuals"} {
		if err := r.runStep(ctx, terminal, "cli.seed."+name, name); err != nil {
			return err
		}
	}
	if err := r.seedDemonstration(ctx, terminal, demonstration); err != nil {
		return err
	}
	if err := r.store.FinishFounding(ctx); err != nil {
		return err
	}
	return r.runStep(ctx, terminal, "cli.seed.assess", "assess")
}

// seedDemonstration generates and loads demonstration data and reports on tasks when none
// are there.
func (r *rooms) seedDemonstration(ctx context.Context, terminal *terminal, demonstration bool) error {
	if !demonstration {
		return nil
	}
	if err := r.seedTaskReports(ctx); err != nil {
		return err
	}
	runs, err := r.store.Runs(ctx, metrics.RunQuery{Feed: "demonstration", States: []metrics.RunState{metrics.RunPublished}, Limit: 1})
	if err != nil || len(runs) > 0 {
		return err
	}
	if err := r.runStep(ctx, terminal, "cli.seed.generate", "demonstration-monthly"); err != nil {
		return err
	}
	return r.runStep(ctx, terminal, "cli.seed.demonstration", "demonstration")
}

// addSchedules saves the seeded schedules that the database does not have; those
// that people changed stay as they are.
func (r *rooms) addSchedules(ctx context.Context, feeds []metrics.Feed, demonstration bool) error {
	stored, err := scheduleRecords{r.store}.Schedules(ctx)
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, schedule := range stored {
		have[schedule.Name] = true
	}
	for _, schedule := range seededSchedules(feeds, demonstration) {
		if have[schedule.Name] {
			continue
		}
		schedule.ChangedBy = "start"
		if err := r.scheduler.Save(ctx, schedule); err != nil {
			return err
		}
	}
	return nil
}

// runStep runs a schedule now and waits for its outcome.
func (r *rooms) runStep(ctx context.Context, terminal *terminal, title, schedule string) error {
	return terminal.step(title, func() error {
		occurrence, err := r.scheduler.RunAndWait(ctx, schedule, "start")
		if err != nil {
			return err
		}
		if occurrence.Outcome != schedules.OutcomeDone {
			r.logger.Error("a schedule failed at the start", "schedule", schedule, "detail", occurrence.Detail)
			if occurrence.Reason != nil {
				return occurrence.Reason
			}
			return schedules.NewReason("cli.schedule.not_done", "schedule", schedule)
		}
		return nil
	})
}
