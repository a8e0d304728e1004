package ingest

import (
	"context"
	"strconv"
	"time"

	"zhibiao/ingest/form"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// FormSource has the fill-in forms and keeps what came back. The warehouse implements it.
type FormSource interface {
	// Form returns the newest version of a form, or nil when there is none.
	Form(ctx context.Context, code string) (*metrics.Form, error)
	// FormAnswers returns every answer to a form, the latest first.
	FormAnswers(ctx context.Context, form string) ([]metrics.FormAnswer, error)
	// SaveFormAnswer keeps an answer.
	SaveFormAnswer(ctx context.Context, answer metrics.FormAnswer) error
}

// IsForm tells whether a file is a fill-in form of this program. Such a file needs no
// feed of its own and no mapping.
func IsForm(path string) bool { return form.Recognise(path) }

// formTaking is a form on its way back into the ledger.
type formTaking struct {
	form     *metrics.Form
	returned form.Returned
	rows     []table.Row          // answers as rows of the tidy format
	remarks  []metrics.Reject     // of cells that become no row, and of whole sheets
	failed   int                  // remarks that reject an answer
	taken    map[formPlace]formID // answers by where they stand
	persons  map[string]string    // by organisation
}

// formPlace is a row of a sheet.
type formPlace struct {
	sheet string
	row   int
}

// formID is an answer: the row of the form, and the sheet that it came on.
type formID struct {
	number              int
	organisation, sheet string
}

// openForm reads the file as a form, or returns nil when it is none. The problem is
// form.unknown, form.closed, form.draft or form.no_rows.
func (t *taking) openForm(ctx context.Context) (*source, error) {
	forms := t.importer.options.Forms
	if forms == nil || !form.Recognise(t.submission.Path) {
		return nil, nil //nolint:nilnil // it is no form
	}
	grids, err := table.ReadGrids(t.submission.Path, t.report.Run.File, table.Options{Limits: table.Limits{FileBytes: t.importer.options.MaxFileBytes}})
	if err != nil {
		return nil, err
	}
	returned := form.Read(grids)
	file := t.report.Run.File
	if returned.Code == "" {
		return nil, metrics.NewProblem("form.no_rows", "file", file)
	}
	sent, err := forms.Form(ctx, returned.Code)
	if err != nil {
		return nil, &storeFailure{"read the form", err}
	}
	switch {
	case sent == nil:
		return nil, metrics.NewProblem("form.unknown", "file", file, "form", returned.Code)
	case sent.Closed:
		return nil, metrics.NewProblem("form.closed", "form", sent.Code, "title", sent.Title, "actor", sent.SavedBy)
	case sent.Draft:
		return nil, metrics.NewProblem("form.draft", "form", sent.Code, "title", sent.Title, "actor", sent.SavedBy)
	}
	t.form = &formTaking{form: sent, returned: returned, taken: map[formPlace]formID{}, persons: map[string]string{}}
	t.form.read(t.catalogue, file)
	if err := t.form.compareEarlier(ctx, t.importer.ledger, forms, file, t.report.Run.FileHash, t.importer.options.Zone); err != nil {
		return nil, err
	}
	return t.form.source(), nil
}

// source hands the answers out as rows of the tidy format, whose cells know where they
// stand in the form.
func (f *formTaking) source() *source {
	understood := []*metrics.Problem{metrics.NewProblem("form.understood", "title", f.form.Title, "form", f.form.Code, "count", strconv.Itoa(len(f.rows)))}
	rows := func(yield func(table.Row, error) bool) {
		for _, row := range f.rows {
			if !yield(row, nil) {
				return
			}
		}
	}
	return &source{header: wholeHeader(), rows: rows, format: string(table.Workbook), understood: understood,
		total: func() int { return len(f.rows) }, hidden: func() []int { return nil }, close: func() error { return nil }}
}

// nothing is the problem of a form in which nothing is filled in.
func (f *formTaking) nothing(file string) error {
	return metrics.NewProblem("form.nothing", "file", file, "form", f.form.Code, "title", f.form.Title)
}

// remarkForm tells what was found while the form was read, and counts the answers that
// are rejected for it.
func (t *taking) remarkForm() {
	if t.form == nil {
		return
	}
	for _, remark := range t.form.remarks {
		t.remark(remark)
	}
	t.report.Run.Counts.Rows += t.form.failed
	t.report.Run.Counts.Rejected += t.form.failed
}

// refused notes that an answer is not taken after all.
func (f *formTaking) refused(reject metrics.Reject) {
	if f != nil && !reject.Warning {
		delete(f.taken, formPlace{reject.Sheet, reject.Row})
	}
}

// keepFormAnswers keeps which rows of the form were answered, before the run is
// concluded: an answer counts as the run does.
func (t *taking) keepFormAnswers(ctx context.Context) error {
	if t.form == nil || t.report.DryRun {
		return nil
	}
	for _, answer := range t.form.answers() {
		answer.Run, answer.File, answer.By = t.report.Run.ID, t.report.Run.File, t.report.Run.Actor
		answer.At = t.importer.clock.moment()
		if err := t.importer.options.Forms.SaveFormAnswer(ctx, answer); err != nil {
			return &storeFailure{"keep the answer to the form", err}
		}
	}
	return nil
}

// compareEarlier tells which organisations have answered before with another file, whose
// answers count; their values are revised where these differ.
func (f *formTaking) compareEarlier(ctx context.Context, ledger Ledger, forms FormSource, file, hash string, zone *time.Location) error {
	earlier, err := forms.FormAnswers(ctx, f.form.Code)
	if err != nil {
		return &storeFailure{"read earlier answers to the form", err}
	}
	told := map[string]bool{}
	for _, id := range f.taken {
		told[id.organisation] = false
	}
	for _, answer := range earlier {
		if before, answers := told[answer.Organisation]; !answers || before {
			continue
		}
		run, err := ledger.Run(ctx, answer.Run)
		if err != nil {
			return &storeFailure{"read the run of an earlier answer", err}
		}
		if run == nil || !run.State.Answered() || run.FileHash == hash {
			continue
		}
		told[answer.Organisation] = true
		sheet := f.sheetOf(answer.Organisation)
		f.remarks = append(f.remarks, metrics.Reject{File: file, Sheet: sheet, Row: 1, Value: answer.File, Warning: true,
			Problem: metrics.NewProblem("form.answered_before", "sheet", sheet, "file", answer.File, "actor", answer.By,
				"moment", answer.At.In(zone).Format("2006-01-02 15:04"))})
	}
	return nil
}
