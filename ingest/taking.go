package ingest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"zhibiao/ingest/checks"
	"zhibiao/ingest/returned"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// taking is one file on its way into the ledger, or on its dry run.
type taking struct {
	importer   *Importer
	catalogue  *metrics.Catalogue
	feed       metrics.Feed
	submission Submission
	writer     runWriter
	standing   *standingValues
	comparer   comparer
	deletions  *deletions // of the file; nil without
	checks     *checks.Set
	locks      metrics.LockSet
	report     Report

	recorded bool // the run ledger knows the run
	values   metrics.ObservationWriter
	rejects  []metrics.Reject
	flagged  map[metrics.ObservationKey]bool // of the block under work
	sent     int
	cross    bool                // the file holds cross tables
	form     *formTaking         // the file is a form that came back
	said     map[cellRemark]bool // in the row of the last remark
	saidRow  int
}

// progressEvery is how many rows lie between two reports of progress, and between two
// looks at whether the request was cancelled.
const progressEvery = 2000

// load goes the way from the file to the ledger.
func (t *taking) load(ctx context.Context) error {
	waiting, err := t.findWaiting(ctx)
	if err != nil {
		return err
	}
	if waiting != nil {
		return t.finish(ctx, metrics.RunUnchanged, metrics.NewProblem("run.waiting",
			"run", waiting.ID, "actor", waiting.Actor, "started", waiting.StartedAt.In(t.importer.options.Zone).Format("2006-01-02 15:04")))
	}
	names, err := t.importer.resolverOf(ctx, t.catalogue)
	if err != nil {
		return err
	}
	opened, err := t.openForm(ctx)
	if err != nil {
		return err
	}
	if opened == nil {
		opened, err = t.openOther(names)
	}
	if err != nil {
		return err
	}
	defer func() { _ = opened.close() }()
	t.report.Understood, t.cross = opened.understood, opened.described != nil
	if err := t.keepOriginal(); err != nil {
		return err
	}
	if err := t.record(ctx, metrics.RunLoading, nil); err != nil {
		return err
	}
	if t.cross {
		if err := t.writer.KeepRunReading(ctx, t.report.Run.ID, t.report.Understood); err != nil {
			return &storeFailure{"keep how the tables were read", err}
		}
	}
	t.submission.Work.Load(t.runOnRecord())
	t.flagUnknownColumns(opened)
	t.remarkForm()
	t.values = newValueWriter(t.writer, t.report.Run)
	err = t.readRows(ctx, opened, names)
	t.submission.Work.Finish()
	if closing := t.values.Close(ctx); err == nil && closing != nil {
		err = &storeFailure{"write values", closing}
	}
	if err != nil {
		return err
	}
	t.tell()
	if err := checkWritten(ctx, t.writer, t.report.Run.ID, t.sent); err != nil {
		return err
	}
	if err := t.keepFormAnswers(ctx); err != nil {
		return err
	}
	return t.conclude(ctx)
}

// openOther opens a file that is no form.
func (t *taking) openOther(names *resolver) (*source, error) {
	return openSource(t.submission, t.feed.Reading, t.report.Run.File, table.Limits{FileBytes: t.importer.options.MaxFileBytes}, names)
}

// findWaiting looks for a run of the same file that waits for approval: loading the
// file again would only give the reviewer the same work twice. A run that was found
// unchanged for that reason points at the one that waits.
func (t *taking) findWaiting(ctx context.Context) (*metrics.Run, error) {
	earlier, err := t.importer.ledger.FindRun(ctx, t.feed.Code, t.report.Run.FileHash)
	if err == nil && earlier != nil && earlier.State == metrics.RunUnchanged &&
		earlier.Problem != nil && earlier.Problem.Key == "run.waiting" {
		earlier, err = t.importer.ledger.Run(ctx, earlier.Problem.Arguments["run"])
	}
	if err != nil {
		return nil, &storeFailure{"look for earlier runs of the file", err}
	}
	if earlier == nil || earlier.State != metrics.RunReview && earlier.State != metrics.RunScheduled {
		return nil, nil //nolint:nilnil // nothing waits
	}
	return earlier, nil
}

// keepOriginal keeps the file that is about to be loaded.
func (t *taking) keepOriginal() error {
	if t.report.DryRun || t.importer.options.Originals == nil {
		return nil
	}
	if err := t.importer.options.Originals.Keep(t.submission.Path, t.report.Run.FileHash); err != nil {
		if metrics.AsProblem(err) != nil {
			return err
		}
		if errors.Is(err, syscall.ENOSPC) {
			err = metrics.NewProblem("store.disk_full").Because(err)
		}
		return &storeFailure{"keep the original", err}
	}
	return nil
}

// flagUnknownColumns tells which columns mean nothing to us, but for those of a file
// that was given back.
func (t *taking) flagUnknownColumns(opened *source) {
	unknown := slices.DeleteFunc(slices.Clone(opened.header.unknown), returned.IsOwnColumn)
	if len(unknown) == 0 {
		return
	}
	names := strings.Join(unknown, "、")
	t.remark(metrics.Reject{
		File: t.report.Run.File, Sheet: opened.sheet, Row: opened.headerRow, Column: names, Value: names, Warning: true,
		Problem: metrics.NewProblem("file.columns_unknown", "columns", names),
	})
}

// flagHiddenRows says which rows were left out because the sheet hides them.
func (t *taking) flagHiddenRows(opened *source) {
	hidden := opened.hidden()
	if len(hidden) == 0 {
		return
	}
	t.remark(metrics.Reject{
		File: t.report.Run.File, Sheet: opened.sheet, Row: hidden[0], Warning: true,
		Problem: metrics.NewProblem("file.hidden_rows", "count", strconv.Itoa(len(hidden)), "first", strconv.Itoa(hidden[0])),
	})
}

func (t *taking) readRows(ctx context.Context, opened *source, names *resolver) error {
	today := metrics.DateOf(t.importer.options.Now().In(t.importer.options.Zone))
	reader := t.rowReader(opened, names, today)
	if err := t.gatherDeletions(ctx, opened, names, reader); err != nil {
		return err
	}
	// Only the reading ends with this function; what is being written goes on.
	reading, cancel := context.WithCancel(ctx)
	blocks := newBlockReader(opened, reader, t.importer.options.BatchRows, t.submission.Work)
	go blocks.read(reading)
	defer func() {
		cancel()
		for range blocks.blocks { //nolint:revive // the file is closed after this, so nobody may read it
		}
	}()
	for block := range blocks.blocks {
		if err := t.takeBlock(ctx, block); err != nil {
			return err
		}
		blocks.giveBack(block.rows)
		t.tell()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	t.flagHiddenRows(opened)
	rows := t.report.Run.Counts.Rows
	if err := t.delete(ctx, reader); err != nil {
		return err
	}
	if rows == 0 && t.form != nil {
		return t.form.nothing(t.report.Run.File)
	}
	if rows == 0 {
		return metrics.NewProblem("file.empty", "file", t.report.Run.File)
	}
	if rows < t.feed.MinRows {
		return metrics.NewProblem("feed.too_few_rows", "file", t.report.Run.File,
			"rows", strconv.Itoa(rows), "least", strconv.Itoa(t.feed.MinRows))
	}
	if err := t.writeRejects(ctx); err != nil {
		return err
	}
	t.submission.Work.Read(rows, rows)
	return nil
}

// rowReader returns what reads the rows of the opened file.
func (t *taking) rowReader(opened *source, names *resolver, today metrics.Date) *rowReader {
	reader := newRowReader(names, opened.header, t.report.Run, today, t.checks)
	reader.areas, reader.feed = t.submission.Areas, t.feed.Reading
	reader.workbook, reader.date1904 = opened.workbook, opened.date1904
	return reader
}

// tell says how far the rows have come.
func (t *taking) tell() {
	counts := t.report.Run.Counts
	t.submission.Work.Check(counts.Rows, counts.Rejected, t.sent, t.values.Written())
}

// runOnRecord names the run for those who watch it; a dry run has no page.
func (t *taking) runOnRecord() string {
	if t.report.DryRun {
		return ""
	}
	return t.report.Run.ID
}

// remark keeps a rejected or flagged cell for the ledger, and for the report as long
// as it has room.
func (t *taking) remark(reject metrics.Reject) {
	if t.saidBefore(reject) {
		return
	}
	t.form.refused(reject)
	t.rejects = append(t.rejects, reject)
	if len(t.report.Rejects) < MaxListedRejects {
		t.report.Rejects = append(t.report.Rejects, reject)
	}
}

// inOrderOfFile sorts remarks by their rows, sheet by sheet: rules that compare values say
// theirs only when a whole block of rows has been read.
func inOrderOfFile(remarks []metrics.Reject) {
	sheets := map[string]int{}
	for _, remark := range remarks {
		if _, known := sheets[remark.Sheet]; !known {
			sheets[remark.Sheet] = len(sheets)
		}
	}
	slices.SortStableFunc(remarks, func(a, b metrics.Reject) int {
		return cmp.Or(sheets[a.Sheet]-sheets[b.Sheet], a.Row-b.Row)
	})
}

// cellRemark is what is said of one cell of a cross table.
type cellRemark struct{ sheet, column, key, value string }

// saidBefore tells whether the same was said of the same cell for the value before: in
// a cross table one name serves a whole row of values, or a whole column. Values in
// rows of their own never share a cell.
func (t *taking) saidBefore(reject metrics.Reject) bool {
	if !t.cross || reject.Problem == nil {
		return false
	}
	if t.said == nil || reject.Row != t.saidRow {
		t.said, t.saidRow = map[cellRemark]bool{}, reject.Row
	}
	key := cellRemark{reject.Sheet, reject.Column, reject.Problem.Key, reject.Value}
	before := t.said[key]
	t.said[key] = true
	return before
}

// takeBlock counts what was read, compares it with what readers see, checks it and
// writes what is new.
func (t *taking) takeBlock(ctx context.Context, block *rowBlock) error {
	counts := &t.report.Run.Counts
	counts.Rows += block.counts.Rows
	counts.Rejected += block.counts.Rejected
	counts.Flagged += block.counts.Flagged
	counts.Unchanged += block.counts.Unchanged
	t.flagged = block.flagged
	for _, remark := range block.remarks {
		t.remark(remark)
	}
	if block.err != nil {
		return block.err
	}
	settled, nothing, err := settleActions(ctx, t.importer.ledger, block.rows, block.actions)
	if err != nil {
		return err
	}
	counts.Unchanged += nothing
	if err := t.write(ctx, settled); err != nil {
		return err
	}
	return t.writeRejects(ctx)
}

// write compares rows with what readers see, checks them, and writes what is new.
func (t *taking) write(ctx context.Context, rows []metrics.Observation) error {
	if len(rows) == 0 {
		return nil
	}
	compared, err := t.comparer.compare(ctx, rows, MaxListedChanges-len(t.report.Changes))
	if err != nil {
		return err
	}
	t.keepLocked(&compared)
	if err := t.examine(ctx, &compared); err != nil {
		return err
	}
	return t.accept(ctx, &compared)
}

// accept counts what was compared and writes what is left of it.
func (t *taking) accept(ctx context.Context, compared *comparison) error {
	counts := &t.report.Run.Counts
	counts.New += compared.counts.New
	counts.Changed += compared.counts.Changed
	counts.Unchanged += compared.counts.Unchanged
	t.report.Changes = append(t.report.Changes, compared.changes...)
	if len(compared.write) == 0 {
		return nil
	}
	if err := t.values.Append(ctx, compared.write); err != nil {
		return &storeFailure{"write values", err}
	}
	t.sent += len(compared.write)
	return nil
}

// writeRejects writes what was said of rows since the last time.
func (t *taking) writeRejects(ctx context.Context) error {
	if len(t.rejects) == 0 {
		return nil
	}
	if err := t.writer.AppendRejects(ctx, t.report.Run, t.rejects); err != nil {
		return &storeFailure{"write rejected rows", err}
	}
	t.rejects = t.rejects[:0]
	return nil
}
