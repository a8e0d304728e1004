//go:build browser

// The tests of this file need LibreOffice and pdftotext, which .ci/install-test-tools
// installs. They run with the tests that need a browser, by the same build tag.

package reports

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// recalculateAlways makes LibreOffice compute every formula when it opens a workbook.
// As installed it trusts the values that stand there until a cell is edited.
const recalculateAlways = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// office converts a workbook with LibreOffice, which opens it, computes it anew and
// writes it as another format. It returns the path of what came out.
func office(t *testing.T, content []byte, format string) string {
	t.Helper()
	return officeWith(t, content, format, recalculateAlways)
}

// officeAsInstalled is office without the setting.
func officeAsInstalled(t *testing.T, content []byte, format string) string {
	t.Helper()
	return officeWith(t, content, format, "")
}

func officeWith(t *testing.T, content []byte, format, configuration string) string {
	t.Helper()
	return officeOf(t, map[string][]byte{"report": content}, format, configuration)["report"]
}

// officeOf converts several workbooks with one start of LibreOffice. It returns the paths of
// what came out, by the same names.
func officeOf(t *testing.T, workbooks map[string][]byte, format, configuration string) map[string]string {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatalf("LibreOffice is not installed, .ci/install-test-tools does it: %v", err)
	}
	folder := t.TempDir()
	settings := filepath.Join(folder, "profile", "user")
	err = os.MkdirAll(settings, 0o700)
	var sources []string
	for name, content := range workbooks {
		source := filepath.Join(folder, name+".xlsx")
		err = errors.Join(err, os.WriteFile(source, content, 0o600))
		sources = append(sources, source)
	}
	if err == nil && configuration != "" {
		err = os.WriteFile(filepath.Join(settings, "registrymodifications.xcu"), []byte(configuration), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, program, append([]string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"),
		"--headless", "--norestore", "--convert-to", format, "--outdir", filepath.Join(folder, "out")}, sources...)...)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v: %s", err, said)
	}
	extension, _, _ := strings.Cut(format, ":")
	paths := map[string]string{}
	for name := range workbooks {
		paths[name] = filepath.Join(folder, "out", name+"."+extension)
		if _, err := os.Stat(paths[name]); err != nil {
			t.Fatalf("LibreOffice did not open the workbook: %v", err)
		}
	}
	return paths
}

func recalculated(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenFile(office(t, content, "xlsx:Calc MS Excel 2007 XML"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

func bytesOf(t *testing.T, report Report) []byte {
	t.Helper()
	var content bytes.Buffer
	if err := WriteMonitoringTable(context.Background(), &content, report); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// Every formula of every kind of workbook comes to the value that stands in it already: the
// table of a plan, the same by theme with selections and further tables, one indicator, and
// lists.
func TestOfficeRecalculatesToTheSameValues(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Rows = append(report.Rows, everyStatus(report)...)
	selected, single := report, sampleReport(t, locale.English)
	selected.Split = SplitTheme
	selected.Selections = []RowSelection{{Sheet: "最滞后", Heading: "最滞后", Rows: []int{1, 0, 2}}}
	selected.Tables = sampleListing(t, locale.Chinese).Tables[:1]
	selected.Tables[0].Sheet = "另表"
	single.Single = true
	var list bytes.Buffer
	must(t, WriteListing(context.Background(), &list, sampleListing(t, locale.English)))
	workbooks := map[string][]byte{"plan": bytesOf(t, report), "selected": bytesOf(t, selected), "single": bytesOf(t, single), "list": list.Bytes()}
	least := map[string]int{"plan": 30, "selected": 40, "single": 10, "list": 4}
	for name, path := range officeOf(t, workbooks, "xlsx:Calc MS Excel 2007 XML", recalculateAlways) {
		after, err := excelize.OpenFile(path)
		must(t, err)
		if formulas := compareFormulas(t, opened(t, workbooks[name]), after); formulas < least[name] {
			t.Errorf("%s: only %d formulas", name, formulas)
		}
		must(t, after.Close())
	}
}

// compareFormulas compares the values of all formulas and counts them.
func compareFormulas(t *testing.T, before, after *excelize.File) int {
	t.Helper()
	formulas := 0
	for _, sheet := range before.GetSheetList() {
		rows, err := before.GetRows(sheet, excelize.Options{RawCellValue: true})
		must(t, err)
		for y, row := range rows {
			for x := range row {
				cell := cellName(x+1, y+1)
				if formula, _ := before.GetCellFormula(sheet, cell); formula == "" {
					continue
				}
				formulas++
				want, _ := before.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				got, _ := after.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				if !sameText(want, got) {
					t.Errorf("%s %s: written %q, computed %q", sheet, cell, want, got)
				}
			}
		}
	}
	return formulas
}

func sameText(x, y string) bool {
	a, failedA := strconv.ParseFloat(x, 64)
	b, failedB := strconv.ParseFloat(y, 64)
	if failedA == nil && failedB == nil {
		return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(a))
	}
	return x == y
}

// everyStatus are rows with each of the statuses, so that the summary counts each.
func everyStatus(report Report) []Row {
	var rows []Row
	for i, status := range metrics.AssessmentStatuses() {
		rows = append(rows, Row{Section: "各种状态", Item: strconv.Itoa(i + 1), IndicatorCode: "X", IndicatorName: fmt.Sprint("第", i+1, "项"),
			Unit: "个", Status: status, StatusWord: report.StatusWords[status]})
	}
	return rows
}

// A changed value turns the rates, the light and the counts when LibreOffice opens the
// workbook. The numbers are those of the table changes.
func TestOfficeTurnsTheLight(t *testing.T) {
	content := bytesOf(t, sampleReport(t, locale.Chinese))
	for _, change := range changes {
		if change.latest != "3" && change.latest != "1400" && change.latest != "" {
			continue // the others are the same formulas, see TestLightFollowsTheNumbers
		}
		file := opened(t, content)
		setLatest(t, file, change.row, change.latest)
		var changed bytes.Buffer
		if err := file.Write(&changed); err != nil {
			t.Fatal(err)
		}
		after := recalculated(t, changed.Bytes())
		at := func(column string) string { return column + strconv.Itoa(change.row) }
		if got, _ := after.GetCellValue("监测表", at("P")); got != change.status {
			t.Errorf("latest %q: status %q, want %q", change.latest, got, change.status)
		}
		for column, want := range change.rates {
			if got, _ := after.GetCellValue("监测表", at(column), excelize.Options{RawCellValue: true}); !sameText(got, strconv.FormatFloat(want, 'f', -1, 64)) {
				t.Errorf("latest %q: %s is %q, want %v", change.latest, at(column), got, want)
			}
		}
	}
}

// A filled template is computed by LibreOffice as it is installed, which trusts values that
// stand in a workbook: none may be left from the template. The mean of the two rates of
// the sample that have one is 2.57 ÷ 4.5, because only the first row has a rate.
func TestOfficeComputesFilledTemplates(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	var example, filled bytes.Buffer
	must(t, WriteExampleTemplate(&example, report.Texts, locale.Chinese, "P2022-169", "COAL-OUTPUT"))
	rows := TemplateRows{Selected: map[Selection][]Row{{Plan: "P2022-169"}: report.Rows}}
	const sheet = "xl/worksheets/sheet1.xml"
	old := strings.ReplaceAll(strings.ReplaceAll(part(t, example.Bytes(), sheet), "</f><v></v>", "</f>"), "</f></c>", "</f><v>99</v></c>")
	if strings.Count(old, "<v>99</v>") != 2 {
		t.Fatal("the example does not have its two formulas")
	}
	must(t, parsed(t, withPart(t, example.Bytes(), sheet, old)).Fill(context.Background(), &filled, report, rows))
	after, err := excelize.OpenFile(officeAsInstalled(t, filled.Bytes(), "xlsx:Calc MS Excel 2007 XML"))
	must(t, err)
	defer func() { _ = after.Close() }()
	for cell, want := range map[string]float64{"E9": 2, "H9": 2.57 / 4.5} {
		if got, _ := after.GetCellValue("监测表", cell, excelize.Options{RawCellValue: true}); !sameText(got, strconv.FormatFloat(want, 'f', -1, 64)) {
			t.Errorf("%s comes to %q, want %v", cell, got, want)
		}
	}
}

// Printed, each sheet is one page wide: the last heading of a table stands on the page of
// the first, header rows come again on each page, and pages are counted.
func TestOfficePrintsWithoutCutColumns(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Number = "ZB-2024-0007"
	for i := range 60 {
		row := report.Rows[1]
		row.Item, row.IndicatorName = strconv.Itoa(i+10), fmt.Sprint("补充指标", i+10)
		row.Actual, row.Explain = nil, nil
		report.Rows = append(report.Rows, row)
	}
	pdf := office(t, bytesOf(t, report), "pdf:calc_pdf_Export")
	text, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", pdf, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext, which .ci/install-test-tools installs: %v", err)
	}
	pages := strings.Split(strings.TrimRight(string(text), "\f"), "\f")
	tables := 0
	for i, page := range pages {
		if !strings.Contains(page, fmt.Sprintf("第 %d 页，共 %d 页", i+1, len(pages))) {
			t.Errorf("page %d does not count itself", i+1)
		}
		if !strings.Contains(page, "ZB-2024-0007") && !strings.Contains(page, "监测表_2024-06-30.xlsx") {
			t.Errorf("page %d does not name its file", i+1)
		}
		if strings.Contains(page, "补充指标") && strings.Contains(page, "序号") {
			tables++
			for _, heading := range []string{"指标", "单位", "最新值", "状态", "责任单位", "依据"} {
				if !strings.Contains(page, heading) {
					t.Errorf("page %d lacks the column %s", i+1, heading)
				}
			}
		}
	}
	if tables < 2 {
		t.Errorf("the table is on %d pages with its header, want 2 or more", tables)
	}
	if !strings.Contains(string(text), "审核人：") || !strings.Contains(string(text), "填报人：") {
		t.Error("nobody signs")
	}
}
