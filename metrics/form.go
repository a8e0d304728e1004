package metrics

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// FormsFeed is the code of the feed that fill-in forms come back to.
const FormsFeed = "forms"

// Form is a request to organisations for values: a workbook with one sheet for each of
// them, drafted, sent out, filled in and taken back. A saved form is never changed; a
// later version takes its place.
type Form struct {
	Code  string `json:"code"` // such as F20261122-4K7Q
	Title string `json:"title"`
	// Version counts how often the form has gone out, from 1.
	Version      int       `json:"version"`
	Due          Date      `json:"due"`                    // last day on which an answer is in time
	Instructions string    `json:"instructions,omitempty"` // for those who fill it in
	Contact      string    `json:"contact,omitempty"`      // to whom it is sent back
	Rows         []FormRow `json:"rows"`
	// Numbered is the greatest number that was ever given to a row.
	Numbered int `json:"numbered,omitempty"`
	// Draft tells that the rows are still being changed: no answers are taken yet, or, of
	// a form that was taken back to be changed, not at present.
	Draft bool `json:"draft,omitempty"`
	// Closed tells that no answers are taken any more. A draft that is closed is discarded.
	Closed bool `json:"closed,omitempty"`
	// Repeats is the form that this one asks again, for later periods.
	Repeats string `json:"repeats,omitempty"`
	// Before is when the version was saved to which an undo returns; zero: to none.
	Before  time.Time `json:"before,omitzero"`
	MadeAt  time.Time `json:"made_at"`
	MadeBy  string    `json:"made_by"`
	SavedAt time.Time `json:"saved_at"`
	SavedBy string    `json:"saved_by"`
}

// Collecting tells whether answers are taken.
func (f *Form) Collecting() bool { return !f.Draft && !f.Closed }

// FormRow asks one organisation for one value. Number is never given twice in a form.
type FormRow struct {
	Number       int    `json:"number"`
	Organisation string `json:"organisation"`
	ObservationKey
	FormSettings
}

// FormSettings are how a value is asked for.
type FormSettings struct {
	// Unit is the one in which the value is filled in; empty: that of the indicator.
	Unit string `json:"unit,omitempty"`
	// Decimals is how many the workbook shows; nil: as many as are typed.
	Decimals *int `json:"decimals,omitempty"`
	// Optional tells that nobody is reminded of the value.
	Optional bool   `json:"optional,omitempty"`
	Note     string `json:"note,omitempty"` // for who fills it in
}

// Organisations lists who is asked, in the order of the rows.
func (f *Form) Organisations() []string {
	var codes []string
	seen := map[string]bool{}
	for i := range f.Rows {
		if code := f.Rows[i].Organisation; !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	return codes
}

// Row returns the row with a number, or nil.
func (f *Form) Row(number int) *FormRow {
	for i := range f.Rows {
		if f.Rows[i].Number == number {
			return &f.Rows[i]
		}
	}
	return nil
}

// RowsOf lists the rows of an organisation.
func (f *Form) RowsOf(organisation string) []FormRow {
	var rows []FormRow
	for _, row := range f.Rows {
		if row.Organisation == organisation {
			rows = append(rows, row)
		}
	}
	return rows
}

// The beginnings of the hidden cells of a form: of a row, and of a sheet.
const (
	formRowMark   = "zhibiao-row/"
	FormSheetMark = "zhibiao-form/"
)

// FormKey is what the hidden cell of a row or of a sheet says.
type FormKey struct {
	Form         string
	Number       int    // of a row
	Version      int    // of a sheet
	Organisation string // of a sheet
	check        string
}

// RowKey returns the hidden cell of a row: form, number and a checksum over everything
// that the row stands for, so that a key that was typed over is noticed.
func (f *Form) RowKey(row *FormRow) string {
	return formRowMark + f.Code + "/" + strconv.Itoa(row.Number) + "/" + f.checkOfRow(row)
}

// SheetKey returns the hidden cell of the sheet of an organisation.
func (f *Form) SheetKey(organisation string) string {
	return FormSheetMark + f.Code + "/" + strconv.Itoa(f.Version) + "/" + organisation + "/" +
		checkOf(f.Code, strconv.Itoa(f.Version), organisation)
}

// ReadFormRowKey reads the hidden cell of a row. It tells whether the cell is one at all.
func ReadFormRowKey(text string) (FormKey, bool) {
	rest, is := strings.CutPrefix(strings.TrimSpace(text), formRowMark)
	parts := strings.Split(rest, "/")
	if !is || len(parts) != 3 {
		return FormKey{}, is
	}
	number, err := strconv.Atoi(parts[1])
	if err != nil {
		return FormKey{}, true
	}
	return FormKey{Form: parts[0], Number: number, check: parts[2]}, true
}

// ReadFormSheetKey reads the hidden cell of a sheet. It tells whether the cell is one
// and whole.
func ReadFormSheetKey(text string) (FormKey, bool) {
	rest, is := strings.CutPrefix(strings.TrimSpace(text), FormSheetMark)
	parts := strings.Split(rest, "/")
	if !is || len(parts) != 4 {
		return FormKey{}, false
	}
	version, err := strconv.Atoi(parts[1])
	if err != nil || parts[3] != checkOf(parts[:3]...) {
		return FormKey{}, false
	}
	return FormKey{Form: parts[0], Version: version, Organisation: parts[2]}, true
}

// Keyed returns the row that a key names, or nil when the form has none, and whether the
// key is as the form has written it.
func (f *Form) Keyed(key FormKey) (row *FormRow, genuine bool) {
	if key.Form != f.Code {
		return nil, false
	}
	row = f.Row(key.Number)
	return row, row != nil && key.check == f.checkOfRow(row)
}

// checkOfRow covers the unit too where the form has set one: a number that was filled in
// under another unit must not be read under this one.
func (f *Form) checkOfRow(row *FormRow) string {
	parts := []string{f.Code, strconv.Itoa(row.Number), row.Organisation, row.Indicator, row.Area, row.Dimension,
		string(row.Scenario), string(row.Period.Frequency), row.Period.String()}
	if row.Unit != "" {
		parts = append(parts, row.Unit)
	}
	return checkOf(parts...)
}

// checkOf is eight hexadecimal digits of the SHA-256 of some texts. It finds mistakes,
// not forgeries: everybody who may hand in a form may hand in any value.
func checkOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:4])
}

// FormName is how a form prints the indicator of a row: with its dimension.
func FormName(indicator, dimension string) string {
	if dimension == "" {
		return indicator
	}
	return indicator + "（" + dimension + "）"
}
