package layout

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Understanding is what Detect found in a file.
type Understanding struct {
	Description Description
	// Sentences say what was understood, for the person who hands the file in. Each is
	// the key of a text with its arguments.
	Sentences []*metrics.Problem
}

// Detect tells how the tables of a file are laid out. The error is a Problem with the
// place and with what could not be told apart: layout.no_table, layout.no_header,
// layout.no_period, layout.no_year, layout.no_indicator, layout.columns_unclear,
// layout.same_meaning, layout.two_meanings, layout.groups_unclear, layout.units_unclear or layout.bare_numbers.
func Detect(file string, grids []table.Grid, names Names) (*Understanding, error) {
	found := &Understanding{}
	var bare *metrics.Problem // of a sheet without a table
	for _, grid := range grids {
		if grid.Hidden {
			found.say("layout.said.hidden_sheet", "sheet", grid.Sheet)
			continue
		}
		seen := look(grid)
		blocks := seen.blocks()
		if len(blocks) == 0 {
			bare = cmp.Or(bare, seen.bareNumbers(file))
			found.Description.IgnoreSheets = append(found.Description.IgnoreSheets, grid.Sheet)
			if len(seen.lines) > 0 && grid.Sheet != "" {
				found.say("layout.said.no_values", "sheet", grid.Sheet)
			}
			continue
		}
		var captions []string
		for _, block := range blocks {
			before := captions
			for from := 1; from > 0; {
				work := &detection{file: file, sheet: seen, block: block, names: names, before: before, from: from}
				if err := work.detect(); err != nil {
					if bare := seen.bareNumbers(file); bare != nil {
						return nil, bare
					}
					return nil, err
				}
				captions = work.captions
				found.Description.Tables = append(found.Description.Tables, work.table)
				found.Sentences = append(found.Sentences, work.sentences...)
				from = work.next
			}
		}
		found.sayHidden(seen)
	}
	if len(found.Description.Tables) == 0 && bare != nil {
		return nil, bare
	}
	if len(found.Description.Tables) == 0 {
		return nil, metrics.NewProblem("layout.no_table", "file", file)
	}
	return found, nil
}

func (u *Understanding) say(key string, pairs ...string) {
	u.Sentences = append(u.Sentences, metrics.NewProblem(key, pairs...))
}

func (u *Understanding) sayHidden(seen *sheet) {
	if len(seen.hidden) > 0 {
		u.say("layout.said.hidden_rows", "sheet", seen.name, "rows", joinNumbers(seen.hidden))
	}
	if len(seen.hiddenColumns) > 0 {
		var letters []string
		for _, column := range seen.hiddenColumns {
			letters = append(letters, table.ColumnLetter(column))
		}
		u.say("layout.said.hidden_columns", "sheet", seen.name, "columns", strings.Join(letters, "、"))
	}
}

// detection is the work on one table.
type detection struct {
	file         string
	sheet        *sheet
	block        block
	names        Names
	table        Table
	headings     map[int]heading // of columns of numbers
	context      context
	captions     []string // texts above the header
	before       []string // captions of the tables above on the same sheet
	from         int      // first column of the table
	groups       []Label  // columns of names left of the one that names the rows
	totalUnclear bool     // nobody says of which area 合计 is
	next         int      // first column of the table on its right, 0 without one
	sentences    []*metrics.Problem
}

func (d *detection) say(key string, pairs ...string) {
	d.sentences = append(d.sentences, metrics.NewProblem(key, pairs...))
}

func (d *detection) sayRows(key string, rows []int) {
	if len(rows) > 0 {
		d.say(key, "rows", joinNumbers(rows))
	}
}

// refuse names the table and what could not be told.
func (d *detection) refuse(key string, pairs ...string) error {
	first, last := d.span(d.block.body).First, d.span(d.block.body).Last
	if len(d.block.header) > 0 {
		first = d.span(d.block.header).First
	}
	sheet := d.sheet.name
	if sheet == "" {
		sheet = d.file
	}
	return metrics.NewProblem(key, append([]string{"sheet", sheet, "rows", Span{first, last}.String()}, pairs...)...)
}

func (d *detection) span(lines []int) Span {
	if len(lines) == 0 {
		return Span{}
	}
	return Span{d.sheet.lines[lines[0]].number, d.sheet.lines[lines[len(lines)-1]].number}
}

// detect goes from what is certain to what must be inferred.
func (d *detection) detect() error {
	if len(d.block.header) == 0 {
		return d.refuse("layout.no_header")
	}
	d.table = Table{Sheet: d.sheet.name, HeaderRows: d.span(d.block.header), DataRows: d.span(d.block.body)}
	d.findColumns()
	if len(d.table.Columns) == 0 || len(d.table.Labels) == 0 {
		return d.refuse("layout.no_header")
	}
	d.placeBlanks()
	if err := d.checkGroups(); err != nil {
		return err
	}
	if err := d.readCaptions(); err != nil {
		return err
	}
	d.findSections()
	for _, step := range []func() error{d.placeIndicators, d.placeTotals, d.placePeriods, d.pairGrowth, d.checkYearsOfRows, d.placeUnits, d.checkMeanings} {
		if err := step(); err != nil {
			return err
		}
	}
	d.findSkipped()
	d.describe()
	return nil
}

// rows tells whether a column of labels carries something.
func (d *detection) rows(wanted Carries) bool {
	return slices.ContainsFunc(d.table.Labels, func(label Label) bool { return label.Carries == wanted })
}

func joinNumbers(numbers []int) string {
	var texts []string
	for _, number := range numbers {
		texts = append(texts, strconv.Itoa(number))
		if len(texts) == 20 && len(numbers) > 20 {
			return strings.Join(texts, "、") + "…"
		}
	}
	return strings.Join(texts, "、")
}
