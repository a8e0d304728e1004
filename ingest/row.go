package ingest

import (
	"errors"
	"strconv"

	"zhibiao/ingest/checks"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// rowReader turns the rows of one file into observations: it resolves names, reads
// numbers and periods, and checks. It never changes a value.
type rowReader struct {
	header   *matchedHeader
	resolver *resolver
	run      metrics.Run
	workbook bool // dates may come from date cells
	date1904 bool // the workbook counts its days from 1904
	today    metrics.Date
	words    vocabulary
	checks   *checks.Set
	feed     metrics.FeedReading
	areas    []string // whose rows may be handed in; empty: all
	// deletions are those of the whole file; nil: there are none, or they are being gathered.
	deletions *deletions
	refused   seenKeys // of a file with deletions: keys of rows that are rejected
	periods   map[periodText]periodReading
	seen      seenKeys // keys of the file so far
	marks     decimalMarks
	signs     percentSigns
	reading   rowReading // of the row under work
	cells     rowCells
	before    rowBefore
	named     string // the area that the file has named last
}

// vocabulary holds the words of columns with a closed list.
type vocabulary struct {
	frequencies map[string]metrics.Frequency
	statuses    map[string]metrics.ObservationStatus
}

func newRowReader(names *resolver, matched *matchedHeader, run metrics.Run, today metrics.Date, rules *checks.Set) *rowReader {
	return &rowReader{
		header:   matched,
		resolver: names,
		run:      run,
		today:    today,
		checks:   rules,
		words:    vocabulary{frequencyNames(), statusNames()},
		periods:  map[periodText]periodReading{},
		seen:     newSeenKeys(),
		refused:  newSeenKeys(),
	}
}

// rowResult is what became of a row. It is loaded when nothing in remarks is more
// than a warning.
type rowResult struct {
	observation metrics.Observation
	remarks     []metrics.Reject
	rejected    bool
	action      rowAction
	deletion    *deletion // of a row that deletes
}

// read reads one row and names everything that is wrong with it, not only the first.
// What it returns holds until the next call.
func (r *rowReader) read(row table.Row) *rowResult {
	reading := &r.reading
	*reading = rowReading{reader: r, row: row}
	r.cells.take(r.header, row)
	result := &reading.result
	if len(row.Cells) > len(r.header.header) {
		reading.reject(valueColumn, row.Cells[len(r.header.header)], metrics.NewProblem("row.too_many_cells",
			"found", strconv.Itoa(len(row.Cells)), "expected", strconv.Itoa(len(r.header.header))))
		return result
	}
	if row.Nameless {
		text := reading.cell(valueColumn)
		reading.reject(valueColumn, text, metrics.NewProblem("row.nameless", "value", text))
		return result
	}
	reading.readAction()
	if result.action.kind == deleteAction {
		if !result.rejected {
			reading.readDeletion()
		}
		return result
	}
	indicator := reading.readNames()
	reading.checkArea()
	reading.readScenario()
	reading.readPeriod()
	reading.readValue(indicator)
	reading.readStatus()
	reading.readYearOnYear()
	reading.readSource()
	if reading.meetDeletions(); result.rejected {
		return result
	}
	reading.noteBlankArea()
	reading.checkDuplicate()
	if !result.action.keeps("value") {
		if reading.check(indicator); result.rejected {
			return result
		}
	}
	if row.Within != "" {
		reading.flag(indicatorColumn, reading.cell(indicatorColumn), metrics.NewProblem("layout.part_of",
			"value", reading.cell(indicatorColumn), "whole", row.Within))
	}
	at, letters := reading.place(valueColumn)
	result.observation.Lineage = metrics.Lineage{
		Run: r.run.ID, File: r.run.File, FileHash: r.run.FileHash, Sheet: row.Sheet, Row: at, Column: letters,
	}
	result.observation.RecordedAt = r.run.StartedAt
	return result
}

// rowReading is the work on one row.
type rowReading struct {
	reader    *rowReader
	row       table.Row
	result    rowResult
	qualified string                    // the value as written, when it is more than a number, such as ≥70
	points    string                    // what stands for a growth and is none in per cent, as written
	missing   metrics.ObservationStatus // why the cell of the value says that there is none
}

func (r *rowReading) cell(wanted column) string { return r.reader.cells.texts[wanted] }

// reject notes why the row is not loaded.
func (r *rowReading) reject(at column, value string, err error) {
	r.result.rejected = true
	r.remark(at, value, err, false)
}

// flag notes something that the reviewer should see; the row is loaded.
func (r *rowReading) flag(at column, value string, problem *metrics.Problem) {
	r.remark(at, value, problem, true)
}

func (r *rowReading) remark(at column, value string, err error, warning bool) {
	problem := metrics.AsProblem(err)
	if problem == nil {
		problem = metrics.NewProblem("row.unreadable", "value", value).Because(err)
	}
	row, title := r.place(at)
	r.result.remarks = append(r.result.remarks, metrics.Reject{
		File: r.reader.run.File, Sheet: r.row.Sheet, Row: row,
		Column: title, Value: shortened(value), Problem: problem, Warning: warning,
	})
}

// place returns the row in which a column of the row was read, and the title of the
// column; for a row put together from a cross table the letters of its cell.
func (r *rowReading) place(at column) (row int, title string) {
	if r.row.Places == nil {
		return r.row.Number, r.reader.header.title(at)
	}
	place := r.row.Places[at]
	if place.Row == 0 {
		place = r.row.Places[valueColumn]
	}
	return place.Row, table.ColumnLetter(place.Column)
}

// longestRemark bounds what is kept of a cell that is wrong.
const longestRemark = 200

func shortened(value string) string {
	runes := []rune(value)
	if len(runes) <= longestRemark {
		return value
	}
	return string(runes[:longestRemark]) + "…"
}

// checkDuplicate rejects a row whose key stood in the file before.
func (r *rowReading) checkDuplicate() {
	key := &r.result.observation.ObservationKey
	first := r.reader.seen.enter(key, r.row.Number)
	if first == 0 {
		return
	}
	problem := metrics.NewProblem("row.duplicate", "period", key.Period.String(),
		"row", strconv.Itoa(r.row.Number), "first_row", strconv.Itoa(first))
	nameKey(problem, r.reader.resolver.catalogue, key)
	r.reject(indicatorColumn, r.cell(indicatorColumn), problem)
}

// nameKey adds to a problem what people call the indicator and the area of a value.
func nameKey(problem *metrics.Problem, catalogue *metrics.Catalogue, key *metrics.ObservationKey) {
	arguments := problem.Arguments
	arguments["indicator"], arguments["area"] = key.Indicator, key.Area
	if indicator := catalogue.Indicator(key.Indicator); indicator != nil {
		arguments["indicator"], arguments["indicator_en"] = indicator.NameZh, indicator.NameEn
	}
	if area := catalogue.Area(key.Area); area != nil {
		arguments["area"], arguments["area_en"] = area.NameZh, area.NameEn
	}
}

var errNoCatalogue = errors.New("the store has no catalogue yet")
