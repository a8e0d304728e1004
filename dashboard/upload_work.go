package dashboard

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// working returns the work on an upload, or nil.
func (d *uploadDesk) working(id string) *underway.Work {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.live[id]
}

// waitFor gives work a moment to end.
func waitFor(work *underway.Work) {
	select {
	case <-work.Done():
	case <-time.After(patience):
	}
}

// start begins to check or to import an upload, unless it is being worked on, and
// waits a moment for the end. It outlives the request that asked for it.
func (d *uploadDesk) start(id string, stage uploadStage, by metrics.Account) error {
	work, begun, end, err := d.begin(id, stage, by)
	if err != nil {
		return err
	}
	if begun != nil {
		go d.carryOut(*begun, work, end)
	}
	waitFor(work)
	return nil
}

// begin claims the upload. It gives no upload when somebody else is working on it.
func (d *uploadDesk) begin(id string, stage uploadStage, by metrics.Account) (work *underway.Work, begun *upload, end func(), err error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if work := d.live[id]; work != nil {
		return work, nil, nil, nil
	}
	described, err := d.shelf.load(id)
	if err != nil {
		return nil, nil, nil, err
	}
	described.Stage, described.Problem, described.Actor, described.Areas = stage, nil, by.Code, by.Areas
	if err := d.shelf.save(described); err != nil {
		return nil, nil, nil, err
	}
	work, end = d.server.dependencies.UnderWay.Begin(underway.About{Feed: described.Feed, File: described.FileName, Actor: by.Code})
	d.live[id] = work
	return work, &described, end, nil
}

func (d *uploadDesk) carryOut(described upload, work *underway.Work, end func()) {
	limited, cancel := context.WithTimeout(context.Background(), longestWork)
	defer cancel()
	ctx, release := work.Context(limited)
	defer release()
	err := d.take(ctx, &described, work)
	if err != nil {
		d.server.logger.WarnContext(ctx, "upload not taken in", "upload", described.ID, "stage", described.Stage, "error", err)
		described.Problem = metrics.AsProblem(err)
		if described.Problem == nil {
			described.Problem = metrics.NewProblem("upload.failed")
		}
	}
	d.auditOthersAreas(ctx, &described)
	switch described.Stage {
	case uploadChecking:
		described.Stage = uploadChecked
	case uploadImporting:
		described.Stage = uploadImported
	}
	d.mutex.Lock()
	if err := d.shelf.save(described); err != nil {
		d.server.logger.ErrorContext(ctx, "outcome of upload is not kept", "upload", described.ID, "error", err)
	}
	delete(d.live, described.ID)
	d.mutex.Unlock()
	end()
}

// take checks or imports the file. A panic below is an error of this upload only.
func (d *uploadDesk) take(ctx context.Context, described *upload, work *underway.Work) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic while taking an upload in: %v\n%s", cause, debug.Stack())
		}
	}()
	submission := ingest.Submission{
		Feed: described.Feed, FileName: described.FileName, Path: d.shelf.path(described.ID, uploadContent), Actor: described.Actor,
		Layout: []byte(described.Layout), Reason: described.Reason, Areas: described.Areas,
		Work: work,
	}
	importer := d.server.dependencies.Importer
	if described.Stage == uploadChecking {
		described.Check, described.Result = nil, nil
		report, err := importer.DryRun(ctx, submission)
		if report.Run.ID != "" {
			described.Check = &report
		}
		return err
	}
	report, err := importer.Import(ctx, submission)
	if report.Run.ID != "" {
		described.Result = &report
	}
	return err
}
