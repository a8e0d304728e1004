package main

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"zhibiao/fixtures"
	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/demonstration"
	"zhibiao/metrics"
	"zhibiao/schedules"
)

// The jobs that schedules can start.
const (
	jobCatalogue     = "catalogue"     // load the catalogue that the program carries
	jobFolder        = "import-folder" // import what lies in the watched folder of a feed
	jobDemonstration = "demonstration" // generate demonstration data into its watched folder
	jobAssess        = "assess"        // assess all targets as of today
	jobWatch         = "watch"         // look for what people want to be told
	jobRetention     = "retention"     // delete old records of schedules and notices
	jobReport        = "report"        // write a monitoring table, and send it
	jobRemind        = "remind"        // remind organisations of values that did not come
	jobFetch         = "fetch"         // fetch the file of a feed from its source, and import it
	jobBackup        = "backup"        // write an archive of the database and the files
)

func (r *rooms) jobs() map[string]schedules.Job {
	return map[string]schedules.Job{
		jobCatalogue:     r.loadCatalogue,
		jobFolder:        r.importFolder,
		jobDemonstration: r.generateDemonstration,
		jobAssess:        r.assessToday,
		jobWatch:         r.watch,
		jobRetention:     r.forgetRecords,
		jobReport:        r.makeReport,
		jobRemind:        r.remind,
		jobFetch:         r.fetchFeed,
		jobBackup:        r.makeBackup,
	}
}

// loadCatalogue loads the catalogue of the program when it differs from the one in
// force, and lays the value files that come with it into their watched folders.
func (r *rooms) loadCatalogue(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	run, err := importCatalogue(ctx, r.watched(), "schedule", occasion.Schedule)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	laid := 0
	for feed, file := range map[string]string{
		"plan-statements": "feeds/plan_statements.csv", "published-actuals": "feeds/published_actuals.csv",
	} {
		wrote, err := r.layFile(ctx, feed, file)
		if err != nil {
			return schedules.Result{}, asReason(err)
		}
		if wrote {
			laid++
		}
	}
	if run.State != metrics.RunPublished && laid == 0 {
		return schedules.Result{Words: schedules.NewReason("job.done.catalogue_unchanged")}, nil
	}
	return schedules.Result{Changed: true, Words: schedules.NewReason("job.done.catalogue",
		"rows", strconv.Itoa(run.Counts.Rows), "files", strconv.Itoa(laid))}, nil
}

// importCatalogue loads the catalogue that the program carries.
func importCatalogue(ctx context.Context, store watchedStore, actor, schedule string) (metrics.Run, error) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		return metrics.Run{}, err
	}
	hash, err := catalogue.Hash(fixtures.Files)
	if err != nil {
		return metrics.Run{}, err
	}
	return catalogue.Import(ctx, store, read, catalogue.Source{File: "fixtures", Hash: hash, Actor: actor, Schedule: schedule})
}

// importFolder imports what lies in the watched folder of the feed that the
// schedule's argument names.
func (r *rooms) importFolder(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	feed := known.Feed(occasion.Argument)
	if feed == nil {
		return schedules.Result{}, schedules.NewReason("job.feed_unknown", "feed", occasion.Argument)
	}
	look, err := r.collector.CollectFolder(ctx, *feed, occasion.Schedule, occasion.Schedule, nil)
	result := folderResult(look.Reports())
	if err != nil {
		return result, asReason(err)
	}
	return result, nil
}

// folderResult adds up what the files of a folder brought.
func folderResult(reports []ingest.Report) schedules.Result {
	if len(reports) == 0 {
		return schedules.Result{Words: schedules.NewReason("job.done.folder_empty")}
	}
	var sum metrics.RunCounts
	for _, report := range reports {
		counts := report.Run.Counts
		sum.New, sum.Changed = sum.New+counts.New, sum.Changed+counts.Changed
		sum.Unchanged, sum.Rejected = sum.Unchanged+counts.Unchanged, sum.Rejected+counts.Rejected
	}
	return schedules.Result{Changed: sum.New+sum.Changed > 0, Words: schedules.NewReason("job.done.folder",
		"files", strconv.Itoa(len(reports)), "new", strconv.Itoa(sum.New), "changed", strconv.Itoa(sum.Changed),
		"unchanged", strconv.Itoa(sum.Unchanged), "rejected", strconv.Itoa(sum.Rejected))}
}

// Demonstration data begin here, and are the same on every machine.
const (
	demonstrationFirstYear = 2015
	demonstrationSeed      = 2022
)

// generateDemonstration writes demonstration data up to the end of last month into
// the watched folder of its feed.
func (r *rooms) generateDemonstration(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	due := today(occasion.DueAt)
	lastMonth := metrics.NewDate(due.Year(), due.Month(), 1).AddDays(-1)
	var content bytes.Buffer
	if _, err := demonstration.WriteCSV(&content, known, metrics.NewDate(demonstrationFirstYear, 1, 1), lastMonth, demonstrationSeed); err != nil {
		return schedules.Result{}, asReason(err)
	}
	wrote, err := r.layContent(ctx, "demonstration", "demonstration_"+lastMonth.String()+".csv", content.Bytes())
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	key := "job.done.demonstration_unchanged"
	if wrote {
		key = "job.done.demonstration"
	}
	return schedules.Result{Changed: wrote, Words: schedules.NewReason(key, "day", lastMonth.String())}, nil
}

// assessToday assesses every target as of the due day, so that pages find the
// result ready.
func (r *rooms) assessToday(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	day, total := today(occasion.DueAt), 0
	for _, scenario := range []metrics.Scenario{metrics.Actual, metrics.Demonstration} {
		assessments, err := r.store.AssessAreas(ctx, metrics.AssessmentQuery{Scenario: scenario, Vintage: metrics.Vintage{AsOf: day}}, nil)
		if err != nil {
			return schedules.Result{}, asReason(err)
		}
		total += assessments
	}
	return schedules.Result{Changed: true, Words: schedules.NewReason("job.done.assess", "day", day.String(), "count", strconv.Itoa(total))}, nil
}

// asReason turns a problem of another room into words that a schedule keeps.
func asReason(err error) error {
	if problem := metrics.AsProblem(err); problem != nil {
		return fmt.Errorf("%w: %w", &schedules.Reason{Key: problem.Key, Arguments: problem.Arguments}, err)
	}
	return err
}
