package ingest_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest"
	"zhibiao/ingest/form"
	"zhibiao/metrics"
)

// formStore keeps one form and its answers in memory.
type formStore struct {
	form    metrics.Form
	answers []metrics.FormAnswer
}

func (s *formStore) Form(_ context.Context, code string) (*metrics.Form, error) {
	if code != s.form.Code {
		return nil, nil //nolint:nilnil // as the store does
	}
	return &s.form, nil
}

func (s *formStore) FormAnswers(context.Context, string) ([]metrics.FormAnswer, error) {
	return s.answers, nil
}

func (s *formStore) SaveFormAnswer(_ context.Context, answer metrics.FormAnswer) error {
	s.answers = append([]metrics.FormAnswer{answer}, s.answers...)
	return nil
}

// sentForm asks O-ENERGY for three values and O-CARE for one.
func sentForm() *formStore {
	row := func(number int, organisation, indicator string, year int) metrics.FormRow {
		return metrics.FormRow{Number: number, Organisation: organisation, ObservationKey: metrics.ObservationKey{Period: metrics.Year(year),
			SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: "150600", Scenario: metrics.Actual}}}
	}
	return &formStore{form: metrics.Form{Code: "F20240601-ABCDE", Title: "数据填报表", Version: 1, Due: metrics.NewDate(2024, 6, 15), Rows: []metrics.FormRow{
		row(1, "O-ENERGY", "COAL-OUTPUT", 2022), row(2, "O-ENERGY", "COAL-OUTPUT", 2023), row(3, "O-ENERGY", "NEW-ENERGY-CAPACITY", 2023),
		row(4, "O-CARE", "BED-SHARE", 2023)}}}
}

// The rows of the sheets: the first value stands in row 6, its cell in column J, the
// status in K, the note in L; the keys in A.
const (
	energySheet = "能源局"
	careSheet   = "民政局"
)

// sendForm writes the workbook, lets somebody fill it in, and imports what comes back.
func sendForm(t *testing.T, b *bench, store *formStore, fill func(*excelize.File)) (ingest.Report, error) {
	t.Helper()
	book := form.Workbook{Form: &store.form, Text: chineseWords(t).Text, Creator: "test"}
	for _, sheet := range []struct{ code, name string }{{"O-ENERGY", energySheet}, {"O-CARE", careSheet}} {
		part := form.Sheet{Organisation: sheet.code, Name: sheet.name}
		for i := range store.form.Rows {
			if row := &store.form.Rows[i]; row.Organisation == sheet.code {
				names := map[string]string{"COAL-OUTPUT": "煤炭产量", "NEW-ENERGY-CAPACITY": "新能源装机规模", "BED-SHARE": "护理型床位占比"}
				part.Rows = append(part.Rows, form.Row{Row: row, Indicator: names[row.Indicator], Area: "鄂尔多斯市", Period: row.Period.String() + "年", Definition: "定义"})
			}
		}
		book.Sheets = append(book.Sheets, part)
	}
	var content bytes.Buffer
	if err := form.Write(&content, book); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&content)
	if err != nil {
		t.Fatal(err)
	}
	fill(file)
	path := filepath.Join(b.folder, "back.xlsx")
	if err := file.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return b.importer.Import(context.Background(), ingest.Submission{Feed: "actuals", FileName: "back.xlsx", Path: path, Actor: "clerk"})
}

func fillCell(t *testing.T, file *excelize.File, sheet, cell string, value any) {
	t.Helper()
	if err := file.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
}

// Two of three values are answered, one of them as missing; the blank cell is no answer.
func TestFormComesBack(t *testing.T) {
	store := sentForm()
	b := newBench(t, ingest.Options{Forms: store})
	report, err := sendForm(t, b, store, func(file *excelize.File) {
		fillCell(t, file, energySheet, "J6", "18,500.5") // a number as text
		fillCell(t, file, energySheet, "J7", "无")
		fillCell(t, file, energySheet, "L7", "尚未汇总")
		fillCell(t, file, energySheet, "K3", "办公室")
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 2, New: 2}, report.Run.Counts); diff != "" {
		t.Error(diff)
	}
	var keys []string
	for _, remark := range report.Rejects {
		keys = append(keys, remark.Problem.Key)
	}
	if diff := cmp.Diff([]string{"form.none"}, keys); diff != "" { // 无 may have been meant as zero
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"COAL-OUTPUT 150600 2022": "18500.5", "COAL-OUTPUT 150600 2023": "missing"}, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
	values, err := b.ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		t.Fatal(err)
	}
	first := values[slices.IndexFunc(values, func(o metrics.Observation) bool { return o.Period == metrics.Year(2022) })]
	if got := first.Lineage; got.Sheet != energySheet || got.Row != 6 || got.Column != "J" {
		t.Errorf("the value comes from %s %s%d, want %s J6", got.Sheet, got.Column, got.Row, energySheet)
	}
	if len(store.answers) != 1 {
		t.Fatalf("answers %+v", store.answers)
	}
	answer := store.answers[0]
	if answer.Organisation != "O-ENERGY" || answer.Person != "办公室" || answer.Run != report.Run.ID || !slices.Equal(answer.Rows, []int{1, 2}) {
		t.Errorf("answer %+v", answer)
	}
}

// What people do to a form, and the sentence that tells it. Where a row is rejected
// nothing of it is loaded, and it stays unanswered.
func TestFormsThatWereChanged(t *testing.T) {
	for name, test := range map[string]struct {
		fill   func(*testing.T, *excelize.File)
		key    string // of the remark, or of the error
		loaded int
	}{
		"text in a number cell": {func(t *testing.T, f *excelize.File) {
			fillCell(t, f, energySheet, "J6", "约很多")
			fillCell(t, f, energySheet, "J7", 1)
		}, "number.form", 1},
		"a changed key": {func(t *testing.T, f *excelize.File) {
			fillCell(t, f, energySheet, "A6", "zhibiao-row/F20240601-ABCDE/1/00000000")
			fillCell(t, f, energySheet, "J6", 5)
			fillCell(t, f, energySheet, "J7", 6)
		}, "form.key_changed", 1},
		"a row without a key": {func(t *testing.T, f *excelize.File) {
			fillCell(t, f, energySheet, "C9", "别的指标")
			fillCell(t, f, energySheet, "J9", 5)
			fillCell(t, f, energySheet, "J7", 6)
		}, "form.key_missing", 1},
		"an inserted row above keeps all keys": {func(t *testing.T, f *excelize.File) {
			if err := f.InsertRows(energySheet, 6, 2); err != nil {
				t.Fatal(err)
			}
			fillCell(t, f, energySheet, "J8", 5)
			fillCell(t, f, energySheet, "J9", 6)
		}, "", 2},
		"names moved past their keys": {func(t *testing.T, f *excelize.File) {
			fillCell(t, f, energySheet, "C6", "新能源装机规模")
			fillCell(t, f, energySheet, "J6", 5)
			fillCell(t, f, energySheet, "J7", 6)
		}, "form.row_differs", 1},
		"the same row twice": {func(t *testing.T, f *excelize.File) {
			key, err := f.GetCellValue(energySheet, "A6")
			if err != nil {
				t.Fatal(err)
			}
			fillCell(t, f, energySheet, "A9", key)
			fillCell(t, f, energySheet, "C9", "煤炭产量")
			fillCell(t, f, energySheet, "J6", 5)
			fillCell(t, f, energySheet, "J9", 6)
		}, "form.twice", 1},
		"a row of another organisation": {func(t *testing.T, f *excelize.File) {
			key, err := f.GetCellValue(careSheet, "A6")
			if err != nil {
				t.Fatal(err)
			}
			fillCell(t, f, energySheet, "A9", key)
			fillCell(t, f, energySheet, "C9", "护理型床位占比")
			fillCell(t, f, energySheet, "J9", 55)
			fillCell(t, f, energySheet, "J6", 5)
		}, "form.other_organisation", 1},
		"the codes of the columns gone": {func(t *testing.T, f *excelize.File) {
			fillCell(t, f, energySheet, "A4", "")
			fillCell(t, f, energySheet, "J6", 5)
			fillCell(t, f, careSheet, "J6", 55)
		}, "form.columns_lost", 1},
		"the key of the sheet gone": {func(t *testing.T, f *excelize.File) {
			fillCell(t, f, energySheet, "A1", "")
			fillCell(t, f, energySheet, "J6", 5)
		}, "form.sheet_key_lost", 1},
		"nothing filled in": {func(*testing.T, *excelize.File) {}, "form.nothing", 0},
	} {
		t.Run(name, func(t *testing.T) {
			store := sentForm()
			b := newBench(t, ingest.Options{Forms: store})
			report, err := sendForm(t, b, store, func(file *excelize.File) { test.fill(t, file) })
			var keys []string
			for _, remark := range report.Rejects {
				keys = append(keys, remark.Problem.Key)
			}
			if err != nil {
				keys = append(keys, problemKey(err))
			}
			if test.key != "" && !slices.Contains(keys, test.key) {
				t.Errorf("remarks %v, want %s", keys, test.key)
			}
			answered := 0
			for _, answer := range store.answers {
				answered += len(answer.Rows)
			}
			if len(b.values(metrics.Vintage{})) != test.loaded || answered != test.loaded {
				t.Errorf("%d values loaded, %d rows answered, want %d (remarks %v)", len(b.values(metrics.Vintage{})), answered, test.loaded, keys)
			}
		})
	}
}

// A second file of the same organisation revises, and says so; a closed form and one that
// nobody knows are refused.
func TestFormAnsweredAgainClosedUnknown(t *testing.T) {
	store := sentForm()
	b := newBench(t, ingest.Options{Forms: store})
	answer := func(value any) (ingest.Report, error) {
		return sendForm(t, b, store, func(file *excelize.File) { fillCell(t, file, energySheet, "J6", value) })
	}
	if _, err := answer(5); err != nil {
		t.Fatal(err)
	}
	report, err := answer(6)
	if err != nil || report.Run.Counts.Changed != 1 {
		t.Errorf("counts %+v, error %v", report.Run.Counts, err)
	}
	if !slices.ContainsFunc(report.Rejects, func(r metrics.Reject) bool { return r.Problem.Key == "form.answered_before" && r.Warning }) {
		t.Errorf("remarks %+v", report.Rejects)
	}
	store.form.Closed = true
	if _, err := answer(7); problemKey(err) != "form.closed" {
		t.Errorf("error %v", err)
	}
	other := sentForm()
	other.form.Code = "F20240601-ZZZZZ"
	if _, err := sendForm(t, b, other, func(file *excelize.File) { fillCell(t, file, energySheet, "J6", 8) }); problemKey(err) != "form.unknown" {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(filepath.Join(b.folder, "back.xlsx")); err != nil {
		t.Fatal(err)
	}
}
