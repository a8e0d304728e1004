package reports

import (
	"bytes"
	"context"
	"html"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// sampleListing has a table of counts with a share, a sum, a status and a chart, and a long
// table whose rows are made one by one.
func sampleListing(t testing.TB, language locale.Language) Listing {
	t.Helper()
	report := sampleReport(t, language)
	count := func(n int) ListingCell { return ListingCell{Count: &n} }
	row := func(name string, all, behind int, status metrics.AssessmentStatus) []ListingCell {
		share := float64(behind) / float64(all)
		sum := count(all + behind)
		sum.Formula = SumOfRow(2, 3)
		return []ListingCell{{Text: name}, count(all), count(behind), {Share: &share, Formula: `IF({2}=0,"",{3}/{2})`}, sum, {Status: status},
			{Number: number("4.50"), Decimals: 0}, {Day: metrics.NewDate(2025, 12, 31)}, {Number: number("2024"), Year: true}}
	}
	columns := []ListingColumn{{Heading: "领域", Least: 10, Most: 20}, {Heading: "项数", Least: 8, Most: 10}, {Heading: "滞后", Least: 8, Most: 10, HidesZero: true},
		{Heading: "占比", Least: 8, Most: 10}, {Heading: "合计", Least: 8, Most: 10}, {Heading: "状态", Least: 12, Most: 16, Statuses: true},
		{Heading: "数值", Least: 8, Most: 10}, {Heading: "期限", Least: 11, Most: 12}, {Heading: "年份", Least: 8, Most: 10}}
	return Listing{Title: "汇总", AsOf: report.AsOf, KnownAt: report.KnownAt, Zone: time.UTC, Language: language, Texts: report.Texts, StatusWords: report.StatusWords, Signed: true,
		Number: "ZB-2024-0001", Name: "ZB-2024-0001_汇总.xlsx", Again: "/roll-up.xlsx?as_of=2024-06-30",
		Tables: []ListingTable{{Sheet: "汇总", Columns: columns, Count: 2, FrozenFirst: 1,
			Groups: []ListingGroup{{Rows: [][]ListingCell{row("=1+1", 4, 1, metrics.Behind), row("能源", 5, 0, metrics.OnSchedule)}}},
			Charts: []ListingChart{{Title: "滞后项数", Labels: 1, Series: []ListingSeries{{Column: 2}, {Column: 3, Status: metrics.Behind}}}}},
			{Sheet: "长表", Heading: "长表", Columns: []ListingColumn{{Heading: "行", Most: 12}}, Count: 3000, Groups: []ListingGroup{{Each: func(yield func([]ListingCell) bool) {
				for n := range 3000 {
					if !yield([]ListingCell{{Text: "第" + strconv.Itoa(n+1) + "行"}}) {
						return
					}
				}
			}}}}}}
}

func listingBytes(t *testing.T, listing Listing) []byte {
	t.Helper()
	var content bytes.Buffer
	must(t, WriteListing(context.Background(), &content, listing))
	return content.Bytes()
}

// Counts and shares are numbers with formulas, a text that looks like a formula is a text,
// the light has its colours, zero is left out where it would only fill, and the same listing
// gives the same bytes. 1 ÷ 4 = 0.25.
func TestListingKeepsWhatThingsAre(t *testing.T) {
	content := listingBytes(t, sampleListing(t, locale.Chinese))
	if !bytes.Equal(content, listingBytes(t, sampleListing(t, locale.Chinese))) {
		t.Error("the bytes differ")
	}
	file := opened(t, content)
	raw := func(cell string) string {
		value, err := file.GetCellValue("汇总", cell, excelize.Options{RawCellValue: true})
		must(t, err)
		return value
	}
	shown := func(cell string) string { value, _ := file.GetCellValue("汇总", cell); return value }
	formula := func(cell string) string { value, _ := file.GetCellFormula("汇总", cell); return value }
	for cell, want := range map[string]string{"A4": "=1+1", "B4": "4", "C4": "1", "D4": "0.25", "E4": "5", "F4": "▼ 滞后", "G4": "4.5", "I4": "2024"} {
		if raw(cell) != want {
			t.Errorf("%s is %q, want %q", cell, raw(cell), want)
		}
	}
	if formula("A4") != "" || formula("D4") != `IF(B4=0,"",C4/B4)` || formula("E5") != "SUM(B5:C5)" {
		t.Errorf("formulas %q, %q, %q", formula("A4"), formula("D4"), formula("E5"))
	}
	id, _ := file.GetCellStyle("汇总", "C5")
	style, err := file.GetStyle(id)
	must(t, err)
	if style.CustomNumFmt == nil || *style.CustomNumFmt != "#,##0;-#,##0;" || raw("C5") != "0" { // excelize shows the zero that the empty third part hides
		t.Errorf("zero is shown with %v", style.CustomNumFmt)
	}
	if shown("H4") != "2025-12-31" || shown("I4") != "2024" || shown("G4") != "4.5" {
		t.Errorf("shown %q, %q, %q", shown("H4"), shown("I4"), shown("G4"))
	}
	if rules, err := file.GetConditionalFormats("汇总"); err != nil || len(rules["F4:F5"]) != len(metrics.AssessmentStatuses()) {
		t.Errorf("rules %v, %v", rules, err)
	}
	if rows, err := file.GetRows("长表"); err != nil || len(rows) != 3003 || rows[3002][0] != "第3000行" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	for _, want := range []string{"'汇总'!$A$4:$A$5", "'汇总'!$B$4:$B$5", "'汇总'!$C$4:$C$5", "汇总'!$C$3"} {
		if drawn := html.UnescapeString(part(t, content, "xl/charts/chart1.xml")); !strings.Contains(drawn, want) {
			t.Errorf("the chart lacks %s: %.900s", want, drawn)
		}
	}
	if texts := allTexts(t, file); !strings.Contains(texts, "/roll-up.xlsx?as_of=2024-06-30") || !strings.Contains(texts, "编号：ZB-2024-0001") {
		t.Error("the notes do not lead back")
	}
}

func allTexts(t *testing.T, file *excelize.File) string {
	t.Helper()
	var texts strings.Builder
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet)
		must(t, err)
		for _, row := range rows {
			texts.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return texts.String()
}

// A selection points at the table, wherever a split puts the row.
func TestSelectionPointsAtTheTable(t *testing.T) {
	for split, want := range map[Split]string{"": "'监测表'!", SplitTheme: "'能源'!"} {
		report := sampleReport(t, locale.Chinese)
		report.Split = split
		report.Selections = []RowSelection{{Sheet: "最滞后", Heading: "最滞后", Rows: []int{1, 0}}, {Sheet: "无", Heading: "无", Empty: "没有"}}
		var content bytes.Buffer
		must(t, WriteMonitoringTable(context.Background(), &content, report))
		file := opened(t, content.Bytes())
		rows, err := file.GetRows("最滞后", excelize.Options{RawCellValue: true})
		must(t, err)
		at := 0
		for i, row := range rows {
			if len(row) > 1 && row[1] == "单位产品能耗" {
				at = i + 1
			}
		}
		if at == 0 || rows[at][1] != "每千人口拥有3岁以下婴幼儿托位数" {
			t.Fatalf("%q: rows %q", split, rows)
		}
		pointing := 0
		for column := 1; column <= len(rows[at-1]); column++ {
			formula, _ := file.GetCellFormula("最滞后", cellName(column, at))
			if formula == "" {
				continue
			}
			pointing++
			sheet, cell, _ := strings.Cut(formula, "!")
			there, _ := file.GetCellValue(strings.Trim(sheet, "'"), cell, excelize.Options{RawCellValue: true})
			if !strings.HasPrefix(formula, want) || there != rows[at-1][column-1] {
				t.Errorf("%q: %s leads to %q, not to %q", split, formula, there, rows[at-1][column-1])
			}
		}
		if pointing < 3 { // latest, gap, status
			t.Errorf("%q: %d cells point", split, pointing)
		}
		if empty, _ := file.GetRows("无"); !strings.Contains(strings.Join(empty[len(empty)-3], ""), "没有") {
			t.Errorf("%q: %q", split, empty)
		}
	}
}
