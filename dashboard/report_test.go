package dashboard_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/metrics"
)

// keepReports is a dashboard that numbers and keeps its reports.
func keepReports(t *testing.T) (func(*dashboard.Dependencies), *dashboardtest.Reports) {
	t.Helper()
	kept := &dashboardtest.Reports{}
	return func(dependencies *dashboard.Dependencies) {
		dependencies.Reports, dependencies.ReportFiles = kept, ingest.NewOriginals(t.TempDir())
	}, kept
}

func TestEveryExportHasANumber(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	for i, path := range []string{"/plans/PB2022-194.xlsx", "/indicators.xlsx?theme=CHILDREN&sheets=theme", "/plans/PB2022-194.xlsx"} {
		number := metrics.ReportNumber(2023, i+1) // the clock of the tests stands in 2023
		got := site.get(path, http.StatusOK)
		if got.header.Get("Zhibiao-Report") != number {
			t.Errorf("%s: number %q, want %s", path, got.header.Get("Zhibiao-Report"), number)
		}
		_, encoded, _ := strings.Cut(got.header.Get("Content-Disposition"), "filename*=UTF-8''")
		if name, err := url.PathUnescape(encoded); err != nil || !strings.HasPrefix(name, number+"_") {
			t.Errorf("%s: file name %q", path, name)
		}
		entry, err := kept.Report(t.Context(), number)
		if err != nil || entry == nil {
			t.Fatalf("%s is not in the register: %v", number, err)
		}
		sum := sha256.Sum256([]byte(got.body))
		if entry.Hash != hex.EncodeToString(sum[:]) || entry.Size != int64(len(got.body)) || entry.Program != "test" {
			t.Errorf("entry %+v does not describe the bytes", entry)
		}
		if !strings.Contains(entry.Address, "known_at=") || i == 1 && !strings.Contains(entry.Address, "sheets=theme") {
			t.Errorf("address %s", entry.Address)
		}
	}
	rows := rowsOf(t, workbook(t, site, "/reports/ZB-2023-0001.xlsx"), "监测表")
	if !strings.Contains(rows[2][0], "编号：ZB-2023-0001") {
		t.Errorf("third row %q does not name the number", rows[2][0])
	}
	list := site.get("/reports", http.StatusOK)
	site.has(list, "ZB-2023-0001", "ZB-2023-0002", "ZB-2023-0003")
	site.lacks(site.get("/reports?of=PB2022-194", http.StatusOK), "ZB-2023-0002")
	site.lacks(site.get("/reports?to=2023-01-01", http.StatusOK), "ZB-2023-0001")
	site.has(site.get("/reports?person=nobody", http.StatusOK), "没有符合条件的报表")
}

// Asking what a workbook would be like takes no number.
func TestHeadTakesNoNumber(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	if got := site.send(httptest.NewRequest(http.MethodHead, "/indicators.xlsx", nil)); got.status != http.StatusOK {
		t.Fatalf("status %d", got.status)
	}
	if reports, err := kept.Reports(t.Context()); err != nil || len(reports) != 0 {
		t.Errorf("reports %v, %v", reports, err)
	}
}

// A month later the values were revised, the run was withdrawn and other cut-offs are in
// force: the number still gives the bytes that left, and the page says what happened.
func TestNumberGivesTheSameBytesLater(t *testing.T) {
	keep, _ := keepReports(t)
	site := newSite(t, keep)
	first := site.get("/plans/PB2022-194.xlsx?sheets=organisation", http.StatusOK)
	again := func() {
		t.Helper()
		if got := site.get("/reports/ZB-2023-0001.xlsx", http.StatusOK); got.body != first.body {
			t.Error("the bytes are others")
		}
	}
	again()
	site.lacks(site.get("/reports/ZB-2023-0001", http.StatusOK), "有数据批次已撤回")
	site.has(postForm(site, "/reports/ZB-2023-0001", "/reports/ZB-2023-0001/check"), "逐字节相同")

	if _, err := site.store.SavePolicy(t.Context(), metrics.Policy{Settings: metrics.Settings{Version: "x", Ahead: 1.5, OnSchedule: 0.5, FarBehind: 0.1,
		ApproximateTolerance: 0.05}, Reason: "test"}); err != nil {
		t.Fatal(err)
	}
	for i := range site.store.Values {
		site.store.Values[i].Value = decimal.NewNullDecimal(decimal.NewFromInt(99))
	}
	for i := range site.store.RunList {
		site.store.RunList[i].State = metrics.RunWithdrawn
	}
	again()
	page := site.get("/reports/ZB-2023-0001", http.StatusOK)
	site.has(page, "有数据批次已撤回", "按现在的数据重新导出", "known_at=now", "actuals.csv")
	site.has(postForm(site, "/reports/ZB-2023-0001", "/reports/ZB-2023-0001/check"), "不一致")
}

func TestReportsThatAreNotThere(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	for _, path := range []string{"/reports/ZB-2023-0009", "/reports/ZB-2023-0009.xlsx", "/reports/9", "/reports/ZB-2023-9"} {
		site.has(site.get(path, http.StatusNotFound), "没有编号为")
	}
	if _, err := kept.KeepReport(t.Context(), metrics.Report{Number: "ZB-2023-0009", Hash: strings.Repeat("0", 64), Language: "zh"}); err != nil {
		t.Fatal(err)
	}
	site.has(site.get("/reports/ZB-2023-0009", http.StatusOK), "不在保存目录里")
	site.has(site.get("/reports/ZB-2023-0009.xlsx", http.StatusNotFound), "不在保存目录里")
	site.has(site.get("/reports?from=x", http.StatusBadRequest), "日期“x”无法识别")
	site.has(site.get("/indicators.xlsx?sheets=x", http.StatusBadRequest), "工作表的分法不能是“x”")
}

// A register that fails gives an error page, not a workbook without a number.
func TestNoWorkbookWithoutItsEntry(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	kept.Failure = errors.New("no register")
	if got := site.get("/indicators.xlsx", http.StatusInternalServerError); got.header.Get("Zhibiao-Report") != "" {
		t.Error("a number without an entry left")
	}
}

func TestExportsAtOnceHaveTheirOwnNumbers(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() { site.send(httptest.NewRequest(http.MethodGet, "/plans/PB2022-194.xlsx", nil)) })
	}
	group.Wait()
	reports, err := kept.Reports(t.Context())
	if err != nil || len(reports) != 4 {
		t.Errorf("%d reports, %v, want 4", len(reports), err)
	}
}

// The program's own exports are entered under the name of the schedule or command.
func TestProgramsExportsNameTheirMaker(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	request := httptest.NewRequest(http.MethodGet, "/indicators.xlsx", nil)
	site.send(request.WithContext(dashboard.ActingFor(t.Context(), "schedule monthly")))
	if entry, err := kept.Report(t.Context(), "ZB-2023-0001"); err != nil || entry == nil || entry.IssuedBy != "schedule monthly" {
		t.Errorf("entry %+v, %v", entry, err)
	}
}

func TestPagesOfferTheChoice(t *testing.T) {
	keep, _ := keepReports(t)
	site := newSite(t, keep)
	site.has(site.get("/plans/PB2022-194?as_of=2023-07-01", http.StatusOK), `name="sheets"`, `href="/plans/PB2022-194.xlsx?as_of=2023-07-01"`,
		`<input type="hidden" name="as_of" value="2023-07-01">`, "导出的文件会编号并保存")
	site.has(site.get("/indicators?theme=ENERGY", http.StatusOK), `value="organisation"`, `<input type="hidden" name="theme" value="ENERGY">`)
}

var tokenField = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// postForm sends the form of a page that has no other fields.
func postForm(site *site, page, action string) answer {
	site.t.Helper()
	shown := site.get(page, http.StatusOK)
	found := tokenField.FindStringSubmatch(shown.body)
	if found == nil {
		site.t.Fatalf("%s has no form", page)
	}
	request := httptest.NewRequest(http.MethodPost, action, strings.NewReader(url.Values{"_csrf": {found[1]}}.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Cookie", strings.Split(shown.header.Get("Set-Cookie"), ";")[0])
	got := site.send(request)
	if got.status != http.StatusOK {
		site.t.Fatalf("POST %s: status %d: %.300s", action, got.status, got.body)
	}
	return got
}
