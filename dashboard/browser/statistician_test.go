//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"
)

// TestStatisticianImportsAWorkbook goes the whole way of a value: from a workbook through
// the upload form, the dry run, the import and the approval to chart and table, and out
// again in the report of the plan.
func TestStatisticianImportsAWorkbook(t *testing.T) {
	const indicator = "/indicators/COAL-OUTPUT?lang=zh&demo=0"
	tab := open(t, 1440, 900)
	tab.visit(indicator)
	before := drawing(tab)
	if strings.Contains(tab.text(), "85,123") {
		t.Fatal("the value is there before it is imported")
	}

	// A year that no source had published is new, another one is revised: 9.1234 亿吨 are
	// 91,234 万吨. The third row names no indicator of the catalogue.
	path := writeWorkbook(t, [][]any{{"指标", "时期", "数值", "单位"},
		{"煤炭产量", 2024, 85123, "万吨"}, {"原煤产量", 2025, 9.1234, "亿吨"}, {"煤炭产两", 2025, 1, "万吨"}})
	upload(tab, "manual-upload", path)
	if counts := tiles(tab); !slices.Equal(counts, []string{"3", "1", "1", "0", "1"}) {
		t.Errorf("the dry run counts %v, want 3 rows: 1 new, 1 revised, 0 unchanged, 1 rejected", counts)
	}
	if text := tab.text(); !strings.Contains(text, "煤炭产两") || !strings.Contains(text, "相近的有") {
		t.Error("the rejected row is not shown with the names that are near")
	}
	checked := look[string](tab, `location.pathname`)
	tab.visit(indicator)
	if strings.Contains(tab.text(), "85,123") {
		t.Error("the dry run has changed the page")
	}

	tab.visit(checked)
	tab.click(`form[action$="/import"] button`)
	tab.waitFor(`!!document.querySelector('main a.button[href^="/runs/"]')`)
	tab.click(`main a.button[href^="/runs/"]`)
	if text := tab.text(); !strings.Contains(text, "待审核") {
		t.Error("the run does not wait for approval")
	}
	run := look[string](tab, `location.pathname`)
	tab.visit(indicator)
	if strings.Contains(tab.text(), "85,123") {
		t.Error("the page shows a value that nobody has approved")
	}
	tab.visit(run)
	tab.click(`form[action$="/approve"] button`)
	if text := tab.text(); !strings.Contains(text, "已发布") {
		t.Error("the approved run is not published")
	}

	tab.visit(indicator)
	if text := tab.text(); !strings.Contains(text, "85,123") || !strings.Contains(text, "91,234") {
		t.Error("the page does not show the imported values")
	}
	if drawing(tab) == before {
		t.Error("the chart is the same as before the import")
	}
	checkReport(tab, "/plans/P2022-169?lang=zh&demo=0", "91234")
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// drawing is the first chart as it is drawn.
func drawing(t *tab) string {
	t.Helper()
	return look[string](t, `[...document.querySelector(".chart").querySelectorAll("svg path")].map((path) => path.getAttribute("d")).join(" ")`)
}

// tiles are the counts of a report: rows, new, revised, unchanged, rejected.
func tiles(t *tab) []string {
	t.Helper()
	return look[[]string](t, `[...document.querySelectorAll(".tiles .tile-count")].slice(0, 5).map((tile) => tile.innerText.trim())`)
}

// upload hands a file in through the form and waits for the result of the dry run.
func upload(t *tab, feed, path string) {
	t.Helper()
	t.visit("/imports?lang=zh")
	t.do(chromedp.Click(chromedp.CSS(`input[name=feed][value="`+feed+`"]`)),
		chromedp.SetUploadFiles(chromedp.CSS(`input[name=file]`), []string{path}))
	t.click(`form[data-upload] button[type=submit]`)
	t.waitFor(`document.querySelectorAll(".tiles .tile-count").length > 0`)
}

func writeWorkbook(t *testing.T, rows [][]any) string {
	t.Helper()
	file := excelize.NewFile()
	for i := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := file.SetSheetRow("Sheet1", cell, &rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "原煤产量.xlsx")
	if err := file.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// checkReport downloads the workbook of a page by its link, opens it and looks for a
// number.
func checkReport(t *tab, page, number string) {
	t.Helper()
	folder := t.TempDir()
	t.visit(page)
	_, err := chromedp.CallBrowser(t.context, browser.SetDownloadBehavior,
		browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder})
	if err != nil {
		t.Fatal(err)
	}
	t.do(chromedp.Click(chromedp.CSS(`main a[href*=".xlsx"]`)))
	file, err := excelize.OpenFile(downloaded(t, folder), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			x := slices.Index(row, number)
			if x < 0 {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				t.Fatal(err)
			}
			// A cell without a type is a number.
			if kind, err := file.GetCellType(sheet, cell); err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
				t.Errorf("%s of %s holds %s, but not as a number (%v)", cell, sheet, number, err)
			}
			return
		}
	}
	t.Errorf("the report of %s does not hold %s", page, number)
}

// downloaded waits for the one file of a folder.
func downloaded(t *tab, folder string) string {
	t.Helper()
	for range 300 {
		files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 1 {
			if info, err := os.Stat(files[0]); err == nil && info.Size() > 0 {
				return files[0]
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("no workbook was downloaded within half a minute")
	return ""
}
