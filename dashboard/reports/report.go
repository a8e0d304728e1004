package reports

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// Report is everything that one workbook says. The writers of this package add only
// headings and layout; every number, status and sentence comes from here.
type Report struct {
	Number         string // under which the report is kept, such as ZB-2026-0012, or empty
	Title          string
	Subtitle       string // issuer, issue date, horizon
	Remark         string // a sentence about the day, above every table; empty for none
	DocumentNumber string // number of the plan, such as 鄂府发〔2022〕169号, or empty
	AreaName       string
	AsOf           metrics.Date
	KnownAt        time.Time // moment of the vintage; also the time stamp of the document
	Zone           *time.Location
	FilterText     string // the filters of the page in words, empty for none
	Demonstration  bool   // the values are generated: says so in title, sheets and print
	Language       locale.Language
	Texts          *locale.Texts
	Rows           []Row
	// Values reads the values of the rows of a range, for reports too long to be held in
	// memory: Row.Actual has those of whole years only. Nil: Row.Actual has all.
	Values func(ctx context.Context, from, to int) ([][]Point, error)
	Notes  Notes
	Split  Split // which rows share a sheet
	// Selections are sheets that show some of the rows again, such as the worst ten.
	Selections []RowSelection
	// Tables are further sheets, before charts, data and notes.
	Tables []ListingTable
	// Single says that all rows are about one indicator: there is nothing to sum up, and how
	// its statuses came to be has a sheet of its own.
	Single bool
	// StatusWords are the words of all statuses, for formulas that turn a light.
	StatusWords map[metrics.AssessmentStatus]string
}

// Split says which rows share a sheet; the zero value puts all in one.
type Split string

// The ways to split a table.
const (
	SplitTheme        Split = "theme"
	SplitOrganisation Split = "organisation"
)

// Row is one line of the table: an indicator with what is promised and what is
// reached. Values are in the indicator's unit; rates are fractions (0.285 is 28.5 %).
type Row struct {
	Section       string // group heading; a new text starts a new group
	Item          string // number in the official table
	IndicatorCode string
	IndicatorName string
	Area          string // name, shown when it is not the report's
	Dimension     string
	Unit          string
	Decimals      int
	Format        string // number format of its own, such as words for 1 and 0; empty for Decimals

	BasePeriod string
	BaseValue  decimal.NullDecimal
	Targets    []TargetValue
	// Others are targets of other periods that the table has no place for; templates can
	// ask for them.
	Others []TargetValue

	Latest                decimal.NullDecimal
	LatestPeriod          string
	ObservationStatus     metrics.ObservationStatus
	ObservationStatusWord string

	TargetRate      *float64
	IncrementRate   *float64
	TimeRate        *float64
	Gap             *float64
	RequiredPerYear *float64

	Status        metrics.AssessmentStatus
	StatusWord    string
	Reason        string // the sentence that says why
	AttributeWord string // 预期性, 约束性
	Binding       bool   // 约束性
	Organisation  string // lead, then the other responsible units
	Source        string // document number and line

	Theme string // name, for Split
	Lead  string // name of the lead organisation, for Split

	// Live is nil for a row whose status does not follow from the numbers of its cells.
	Live *Live

	// Explain puts into words how the status of the row came to be; nil for a row without
	// one. It is asked when the words are written: a long report does not hold them all.
	Explain func() RowExplanation

	// Outlook says in a word where the row is heading, for selections.
	Outlook string

	Actual []Point     // values of any frequency, oldest first; see Report.Values
	Path   []PathPoint // the required path, one point a year
}

// TargetValue is the target of one period. Text stands in its place in the table
// when the plan gives no number.
type TargetValue struct {
	Period     string // column heading, such as 2025
	Comparator metrics.Comparator
	Value      decimal.NullDecimal
	ValueHigh  decimal.NullDecimal
	Stretch    bool
	Text       string
}

// Point is one value of the actual series.
type Point struct {
	Period     metrics.Period
	Value      decimal.NullDecimal
	Status     metrics.ObservationStatus
	StatusWord string
	Scenario   metrics.Scenario
	Source     string
	Run        string
}

// PathPoint is the value that the required path asks for at the end of a year.
type PathPoint struct {
	Year  int
	Value float64
}

// Notes is what a reader needs to trust the table and to make it again.
type Notes struct {
	Method     []string
	Policy     string // version of the rules that the statuses follow, and since when
	CutOffs    []CutOff
	Statuses   []StatusMeaning
	Sources    []string
	Runs       []RunNote
	Conflicts  []string
	Remarks    []string
	Again      string // the address that makes the same report again
	ReportName string // the file name, so that a printed sheet leads back to its file
}

// CutOff is one setting of the assessment with its name in words.
type CutOff struct {
	Name  string
	Value float64
}

// StatusMeaning explains one status word of the table.
type StatusMeaning struct {
	Status  metrics.AssessmentStatus
	Word    string
	Meaning string
}

// RunNote names a run whose values are in the report.
type RunNote struct {
	ID      string
	Feed    string
	File    string
	Started time.Time
}

// text returns a heading of the workbook in the report's language.
func (r Report) text(key string, pairs ...any) string {
	return r.Texts.Text(r.Language, "report."+key, pairs...)
}

// heading is the title with the warning that generated values need.
func (r Report) heading() string {
	if r.Demonstration {
		return r.text("demonstration.mark") + r.Title
	}
	return r.Title
}

// sheetName is the name of a sheet with the warning that generated values need.
func (r Report) sheetName(key string) string {
	name := r.text("sheet." + key)
	if r.Demonstration {
		name += r.text("demonstration.sheet")
	}
	return name
}

func (r Report) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}
