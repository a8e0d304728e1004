package dashboard

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// uploadInterrupted is the stage of an upload whose work ended with the program.
const uploadInterrupted = "interrupted"

// shownRejects is how many rejected rows a page lists; the download has all that
// the report has.
const shownRejects = 200

// UploadPage shows one upload: its progress, what an import would do, and what it did.
type UploadPage struct {
	Frame
	ID, FileName string
	Size         int64
	Moment       time.Time
	Feed         *metrics.Feed
	Stage        string
	Running      bool
	Work         *WorkView // nil unless it is running
	// Elsewhere is the run by which another program takes the file in, or nil.
	Elsewhere    *metrics.Run
	Problem      *metrics.Problem
	Report       *ingest.Report // of the import, or else of the check
	Changes      []ChangeLine
	HiddenChange int
	Rejected     []metrics.Reject
	Flagged      []metrics.Reject
	HiddenReject int
	CanImport    bool
	CanRepeat    bool // the check can be made again
	Locked       int  // rejected because their period is locked: a reason lets them in
	Names        []UnknownName
	IsForm       bool     // the file is a fill-in form: its answers count even when they change no value
	Form         *RunForm // what an imported form has brought, and what is still missing
}

// Imported tells whether the import has ended well.
func (p UploadPage) Imported() bool {
	return p.Stage == string(uploadImported) && p.Problem == nil && p.Report != nil
}

// SentenceKey is the key of the sentence that sums the report up.
func (p UploadPage) SentenceKey() string {
	counts := p.Report.Run.Counts
	switch {
	case p.Problem != nil:
		return "imports.sentence.failed"
	case p.Imported():
		return "imports.sentence." + string(p.Report.Run.State)
	case counts.New+counts.Changed == 0:
		return "imports.sentence.nothing"
	}
	return "imports.sentence.would"
}

// ToImport is how many values an import would bring.
func (p UploadPage) ToImport() int { return p.Report.Run.Counts.New + p.Report.Run.Counts.Changed }

// Marked is the address of the file with its marks.
func (p UploadPage) Marked() string { return "/imports/" + p.ID + "/" + markedName(p.FileName) }

// RejectedEntries is how many entries the list of what was rejected has.
func (p UploadPage) RejectedEntries() int {
	entries := 0
	for _, reject := range p.Report.Rejects {
		if !reject.Warning {
			entries++
		}
	}
	return entries
}

// Grouped tells whether there are more or fewer entries than values: a cell of a cross
// table may speak of several values, and one value may have several things wrong.
func (p UploadPage) Grouped() bool {
	return len(p.Report.Rejects) < ingest.MaxListedRejects && p.RejectedEntries() != p.Report.Run.Counts.Rejected
}

// Kilobytes is the size of the file, rounded up.
func (p UploadPage) Kilobytes() int { return int((p.Size + 1023) / 1024) }

// ChangeLine is one value that an import adds or revises.
type ChangeLine struct {
	Indicator *metrics.Indicator
	Code      string // of the indicator
	Area      *metrics.Area
	Dimension string
	Period    metrics.Period
	Scenario  metrics.Scenario
	Old, New  string
	Place     FilePlace // sheet and row
	Revision  uint32
	Besides   []metrics.FieldDifference // what differs besides the value
}

func (u upload) underWay() bool { return u.Stage == uploadChecking || u.Stage == uploadImporting }

// report is the newest that is known of an upload.
func (u upload) report() *ingest.Report {
	if u.Result != nil {
		return u.Result
	}
	return u.Check
}

func (d *uploadDesk) show(c echo.Context) error {
	filters, err := d.server.filtersOf(c)
	if err != nil {
		return err
	}
	work := d.working(c.Param("id"))
	described, err := d.shelf.load(c.Param("id"))
	if err != nil {
		return err
	}
	page, err := d.page(c.Request().Context(), filters, described, work)
	if err != nil {
		return err
	}
	scenario := metrics.Actual
	if page.Report != nil {
		scenario = page.Report.Run.Scenario
	}
	page.Frame = d.server.workFrame(c, "/imports", filters, scenario)
	page.Title = described.FileName
	page.Notice = noticeOf(c, "names.notice.", "chosen")
	if page.Running {
		page.Refresh = 2
	}
	if work != nil {
		page.Work = d.server.workView(c, work, "/imports/"+described.ID, mayStop(c, work))
	}
	return d.server.render(c, http.StatusOK, "upload", page)
}

func (d *uploadDesk) page(ctx context.Context, filters Filters, described upload, work *underway.Work) (UploadPage, error) {
	catalogue, err := d.server.loadCatalogue(ctx, filters)
	if err != nil {
		return UploadPage{}, err
	}
	page := UploadPage{ID: described.ID, FileName: described.FileName, Size: described.Size, Moment: described.ReceivedAt,
		Feed: catalogue.Feed(described.Feed), Stage: string(described.Stage), Problem: described.Problem, Report: described.report()}
	switch {
	case work != nil:
		page.Running = true
		return page, nil
	case described.Stage == uploadImporting:
		if page.Elsewhere, err = d.server.loadingElsewhere(ctx, described.Feed, described.FileName); err != nil || page.Elsewhere != nil {
			page.Problem, page.Report, page.Running = nil, nil, true
			return page, err
		}
	}
	if described.underWay() {
		page.Stage, page.Problem, page.Report = uploadInterrupted, metrics.NewProblem("upload.interrupted"), nil
		page.CanRepeat = true
		return page, nil
	}
	page.CanRepeat = described.Stage == uploadChecked || described.Problem != nil
	if page.Report != nil && page.Problem != nil && page.Report.Run.Counts.Rows == 0 {
		page.Report = nil // the file could not be read: there is nothing to count
	}
	if page.Report == nil {
		return page, nil
	}
	counts := page.Report.Run.Counts
	page.CanImport = described.Stage == uploadChecked && described.Problem == nil && counts.New+counts.Changed > 0
	if err := page.tellForm(ctx, d.server, catalogue); err != nil {
		return page, err
	}
	page.explain(catalogue, described, d.server.dependencies.Revisions != nil)
	for _, change := range page.Report.Changes {
		page.Changes = append(page.Changes, changeLine(catalogue, change))
	}
	page.HiddenChange = counts.New + counts.Changed - len(page.Changes)
	for _, reject := range page.Report.Rejects {
		switch {
		case len(page.Rejected)+len(page.Flagged) == shownRejects:
			page.HiddenReject++
		case reject.Warning:
			page.Flagged = append(page.Flagged, reject)
		default:
			page.Rejected = append(page.Rejected, reject)
		}
	}
	return page, nil
}

func changeLine(catalogue *metrics.Catalogue, change ingest.Change) ChangeLine {
	return ChangeLine{
		Indicator: catalogue.Indicator(change.Key.Indicator), Code: change.Key.Indicator, Area: catalogue.Area(change.Key.Area),
		Dimension: change.Key.Dimension, Period: change.Key.Period, Scenario: change.Key.Scenario,
		Old: change.Old, New: change.New, Place: FilePlace{change.Sheet, change.Row, change.Column}, Revision: change.Revision,
		Besides: besidesValue(change.Differences),
	}
}
