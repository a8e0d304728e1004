package ingest

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"zhibiao/ingest/form"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// read turns the returned sheets into rows of the tidy format, and notes what is wrong.
func (f *formTaking) read(catalogue *metrics.Catalogue, file string) {
	first := map[int]formPlace{}
	for i := range f.returned.Sheets {
		sheet := &f.returned.Sheets[i]
		if !f.checkSheet(sheet, file) {
			continue
		}
		for j := range sheet.Rows {
			row := &sheet.Rows[j]
			if !row.Answered() {
				continue
			}
			asked, problem := f.identify(sheet, row, catalogue)
			if problem == nil {
				if before, twice := first[asked.Number]; twice {
					problem = metrics.NewProblem("form.twice", "sheet", before.sheet, "row", strconv.Itoa(before.row))
				}
			}
			if problem != nil {
				f.reject(file, sheet.Name, row, problem)
				continue
			}
			first[asked.Number] = formPlace{sheet.Name, row.Number}
			f.take(file, sheet, row, asked, catalogue)
		}
		if sheet.Keyed && sheet.Person != "" {
			f.persons[sheet.Key.Organisation] = sheet.Person
		}
	}
}

// checkSheet tells whether the rows of a sheet can be read, and remarks upon it.
func (f *formTaking) checkSheet(sheet *form.ReturnedSheet, file string) bool {
	remark := func(warning bool, problem *metrics.Problem) {
		f.remarks = append(f.remarks, metrics.Reject{File: file, Sheet: sheet.Name, Row: 1, Warning: warning, Problem: problem})
		if !warning {
			f.failed++
		}
	}
	switch {
	case sheet.Lost:
		remark(false, metrics.NewProblem("form.columns_lost", "sheet", sheet.Name))
		return false
	case sheet.Keyed && sheet.Key.Form != f.form.Code:
		remark(false, metrics.NewProblem("form.other_form", "sheet", sheet.Name, "form", sheet.Key.Form, "expected", f.form.Code))
		return false
	case !sheet.Keyed:
		remark(true, metrics.NewProblem("form.sheet_key_lost", "sheet", sheet.Name))
	case sheet.Key.Version != f.form.Version:
		remark(true, metrics.NewProblem("form.other_version", "sheet", sheet.Name,
			"version", strconv.Itoa(sheet.Key.Version), "newest", strconv.Itoa(f.form.Version)))
	}
	return true
}

// identify finds what a row was asked for, by its key and by what it says itself: rows
// whose visible part was moved past their keys would give values to the wrong indicator.
func (f *formTaking) identify(sheet *form.ReturnedSheet, row *form.ReturnedRow, catalogue *metrics.Catalogue) (*metrics.FormRow, *metrics.Problem) {
	if !row.Keyed {
		return nil, metrics.NewProblem("form.key_missing", "value", row.Value, "indicator", row.Indicator)
	}
	asked, genuine := f.form.Keyed(row.Key)
	switch {
	case asked == nil && row.Key.Form == f.form.Code && row.Key.Number > 0:
		return nil, metrics.NewProblem("form.row_gone", "indicator", row.Indicator, "period", row.Period)
	case !genuine && sheet.Keyed && asked != nil && sheet.Key.Version != f.form.Version:
		return nil, metrics.NewProblem("form.row_renewed", "indicator", row.Indicator, "period", row.Period)
	case !genuine:
		return nil, metrics.NewProblem("form.key_changed", "indicator", row.Indicator, "value", shortened(row.KeyText))
	case sheet.Keyed && sheet.Key.Organisation != asked.Organisation:
		return nil, metrics.NewProblem("form.other_organisation", "sheet", sheet.Name, "indicator", row.Indicator,
			"organisation", organisationName(catalogue, asked.Organisation))
	}
	indicator := catalogue.Indicator(asked.Indicator)
	if indicator == nil {
		return nil, metrics.NewProblem("form.row_gone", "indicator", row.Indicator, "period", row.Period)
	}
	if row.IndicatorColumn > 0 && !says(row, asked, indicator, catalogue.Area(asked.Area)) {
		return nil, metrics.NewProblem("form.row_differs", "indicator", row.Indicator, "expected", formName(asked, indicator.NameZh))
	}
	return asked, nil
}

// says tells whether the printed indicator, area and period are those that the key stands
// for. Blank ones and a period that cannot be read say nothing against it.
func says(row *form.ReturnedRow, asked *metrics.FormRow, indicator *metrics.Indicator, area *metrics.Area) bool {
	if printed, err := metrics.ReadPeriod(asked.Period.Frequency, row.Period); row.Period != "" && err == nil && printed != asked.Period {
		return false
	}
	if area != nil && row.Area != "" && row.Area != area.NameZh && row.Area != area.NameEn {
		return false
	}
	for _, name := range []string{indicator.NameZh, indicator.NameEn} {
		if normalName(row.Indicator) == normalName(formName(asked, name)) {
			return true
		}
	}
	return false
}

// formName is how a form prints the indicator of a row.
func formName(asked *metrics.FormRow, name string) string {
	return metrics.FormName(name, asked.Dimension)
}

func organisationName(catalogue *metrics.Catalogue, code string) string {
	if organisation := catalogue.Organisation(code); organisation != nil {
		return organisation.NameZh
	}
	return code
}

// noneWords say that there is no value. 无 may be meant as zero: the reviewer is told.
var noneWords = []string{"无", "没有", "none", "nil"}

// take makes a row of the tidy format of an answer.
func (f *formTaking) take(file string, sheet *form.ReturnedSheet, row *form.ReturnedRow, asked *metrics.FormRow, catalogue *metrics.Catalogue) {
	value, status := row.Value, formStatus(row.Status)
	if slices.Contains(noneWords, strings.ToLower(value)) {
		f.remarks = append(f.remarks, metrics.Reject{File: file, Sheet: sheet.Name, Row: row.Number, Column: table.ColumnLetter(row.ValueColumn),
			Value: value, Warning: true, Problem: metrics.NewProblem("form.none", "value", value, "indicator", row.Indicator)})
		value = ""
		if status == "" || status == string(metrics.StatusNormal) {
			status = string(metrics.StatusMissing)
		}
	}
	unit := asked.Unit
	if indicator := catalogue.Indicator(asked.Indicator); unit == "" && indicator != nil {
		unit = indicator.Unit
	}
	cells := map[column]string{indicatorColumn: asked.Indicator, areaColumn: asked.Area, dimensionColumn: asked.Dimension,
		frequencyColumn: string(asked.Period.Frequency), periodColumn: asked.Period.String(), valueColumn: value, unitColumn: unit,
		statusColumn: status, scenarioColumn: string(asked.Scenario), noteColumn: row.Note, sourceTitleColumn: f.form.Title}
	made := table.Row{Sheet: sheet.Name, Number: row.Number, Cells: make([]string, columnCount), Places: make([]table.Place, columnCount)}
	for at, text := range cells {
		made.Cells[at] = text
		place := row.ValueColumn
		switch at {
		case statusColumn:
			place = cmp.Or(row.StatusColumn, place)
		case noteColumn:
			place = cmp.Or(row.NoteColumn, place)
		case indicatorColumn:
			place = cmp.Or(row.IndicatorColumn, place)
		}
		made.Places[at] = table.Place{Row: row.Number, Column: place}
	}
	f.rows = append(f.rows, made)
	f.taken[formPlace{sheet.Name, row.Number}] = formID{asked.Number, asked.Organisation, sheet.Name}
}

// formStatus turns the words of the list into codes; what it does not know is left to
// the reader of rows, which refuses it.
func formStatus(text string) string {
	codes := map[string]metrics.ObservationStatus{"final": metrics.StatusNormal, "provisional": metrics.StatusProvisional,
		"estimated": metrics.StatusEstimated, "no value": metrics.StatusMissing, "无数": metrics.StatusMissing}
	if code, known := codes[strings.ToLower(text)]; known {
		return string(code)
	}
	return text
}

func (f *formTaking) reject(file, sheet string, row *form.ReturnedRow, problem *metrics.Problem) {
	f.failed++
	f.remarks = append(f.remarks, metrics.Reject{File: file, Sheet: sheet, Row: row.Number, Column: table.ColumnLetter(max(row.ValueColumn, 1)),
		Value: shortened(row.Value), Problem: problem})
}

// answers groups what was taken by organisation and sheet.
func (f *formTaking) answers() []metrics.FormAnswer {
	type origin struct{ organisation, sheet string }
	found := map[origin]*metrics.FormAnswer{}
	for _, id := range f.taken {
		at := origin{id.organisation, id.sheet}
		if found[at] == nil {
			found[at] = &metrics.FormAnswer{Form: f.form.Code, Version: f.form.Version, Organisation: id.organisation,
				Sheet: id.sheet, Person: f.persons[id.organisation]}
		}
		found[at].Rows = append(found[at].Rows, id.number)
	}
	origins := slices.SortedFunc(maps.Keys(found), func(a, b origin) int {
		return cmp.Or(cmp.Compare(a.organisation, b.organisation), cmp.Compare(a.sheet, b.sheet))
	})
	answers := make([]metrics.FormAnswer, 0, len(origins))
	for _, at := range origins {
		slices.Sort(found[at].Rows)
		answers = append(answers, *found[at])
	}
	return answers
}

// sheetOf returns the sheet on which an organisation answers.
func (f *formTaking) sheetOf(organisation string) string {
	for _, answer := range f.answers() {
		if answer.Organisation == organisation {
			return answer.Sheet
		}
	}
	return ""
}
