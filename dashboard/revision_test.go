package dashboard_test

import (
	"encoding/csv"
	"html"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// revisionSite is an importSite with the pages of revisions, kept originals, and two
// feeds: one that asks for a second person, one that is closed until a moment.
func revisionSite(t *testing.T) (*site, *ledgertest.Ledger, *dashboardtest.Revisions) {
	t.Helper()
	revisions := &dashboardtest.Revisions{}
	originals := ingest.NewOriginals(filepath.Join(t.TempDir(), "originals"))
	site, ledger := importSite(t, t.TempDir(), func(dependencies *dashboard.Dependencies, options *ingest.Options) {
		dependencies.Originals, options.Originals = originals, originals
		options.Locks, options.Names = revisions, revisions
		dependencies.Revisions = revisions
		revisions.Now = options.Now
		content := dependencies.Store.(ledgerStore).Content
		content.Feeds = append(content.Feeds,
			metrics.Feed{Code: "four-eyes", NameZh: "双人复核", NameEn: "Four eyes", Scenario: metrics.Actual, Approval: metrics.ApprovalSecondPerson},
			metrics.Feed{Code: "closed", NameZh: "定时发布", NameEn: "Closed until noon", Scenario: metrics.Actual, Approval: metrics.ApprovalReview,
				Publication: metrics.Publication{At: dashboardtest.Now().Add(30 * 24 * time.Hour)}})
		content.Index()
	})
	revisions.Ledger = ledger
	return site, ledger, revisions
}

// handIn hands a file in for a feed, imports it and returns the address of its run.
func handIn(t *testing.T, person *visitor, feed, name, text string, pairs ...string) string {
	t.Helper()
	upload := person.upload(feed, name, text, http.StatusSeeOther).header.Get("Location")
	person.post(upload+"/import", http.StatusSeeOther, pairs...)
	run := runLink.FindStringSubmatch(person.get(upload, http.StatusOK).body)
	if run == nil {
		t.Fatalf("%s was not imported", name)
	}
	return run[1]
}

var valueLink = regexp.MustCompile(`href="(/values\?[^"]+)"`)

// Without accounts everybody of one address is one person, so the same visitor cannot
// approve what the visitor handed in: neither is it offered, nor does the address do it.
func TestPageOfASecondPerson(t *testing.T) {
	site, _, _ := revisionSite(t)
	person := visit(site, "/imports")
	run := handIn(t, person, "four-eyes", "a.csv", goodFile)
	page := person.get(run, http.StatusOK)
	person.has(page, "需由另一位审核人员审核", "待审核")
	person.lacks(page, run+"/approve")
	person.has(person.post(run+"/approve", http.StatusUnprocessableEntity), "不能审核自己提交的批次")
}

// Approved before its moment, the run is shown as waiting, no page of values has it, and
// it can be pulled back.
func TestPageOfARunThatWaits(t *testing.T) {
	site, _, _ := revisionSite(t)
	person := visit(site, "/imports")
	run := handIn(t, person, "closed", "a.csv", goodFile)
	person.has(person.get(run, http.StatusOK), "这个数据源规定", "定时发布")
	if to := person.post(run+"/approve", http.StatusSeeOther).header.Get("Location"); !strings.HasSuffix(to, "done=scheduled") {
		t.Errorf("leads to %s", to)
	}
	waiting := person.get(run, http.StatusOK)
	person.has(waiting, "待发布", "将于 2023-08-30 09:30 发布", run+"/pull-back")
	person.lacks(waiting, run+"/withdraw", "/values?")
	person.has(person.get("/runs", http.StatusOK), "将于 2023-08-30 09:30 发布")
	person.has(person.get("/runs?state=scheduled", http.StatusOK), "a.csv")
	value := person.get("/values?indicator=CHILDCARE-PLACES-PER-1000&period=2022", http.StatusNotFound)
	person.has(value, "没有可以看到的数值")
	person.lacks(value, "2.57")
	person.lacks(person.get("/differences?from=2023-07-01", http.StatusOK), "2.57")
	person.get("/differences?run="+strings.TrimPrefix(run, "/runs/"), http.StatusBadRequest)

	person.post(run+"/pull-back", http.StatusSeeOther, "comment", "再核对")
	person.has(person.get(run, http.StatusOK), "待审核", "再核对")
	person.post(run+"/pull-back", http.StatusUnprocessableEntity)
	person.post(run+"/approve", http.StatusBadRequest, "publish_at", "昨天")
}

// 2022 is locked after 2.57 was published. The file with 2.58 is refused with the way out
// and let in with a reason, which the page of the value shows. Lifted, it needs none.
func TestLockedPeriodsOnPages(t *testing.T) {
	site, _, revisions := revisionSite(t)
	person := visit(site, "/imports")
	handIn(t, person, "published-actuals", "a.csv", goodFile)
	person.has(person.get("/locks", http.StatusOK), "没有锁定任何期间")
	person.has(person.post("/locks", http.StatusUnprocessableEntity, "until", "2099-12-31", "reason", "x"), "不能锁定还没有结束的期间")
	person.has(person.post("/locks", http.StatusUnprocessableEntity, "until", "2022-12-31", "indicator", "NONE", "reason", ""), "没有代码为“NONE”的指标")
	person.post("/locks", http.StatusSeeOther, "until", "2022-12-31", "indicator", "CHILDCARE-PLACES-PER-1000", "reason", "年鉴定稿")
	person.has(person.get("/locks", http.StatusOK), "2022年12月31日 及以前", "年鉴定稿", "每千常住人口托位数", "有 1 项锁定生效")

	upload := person.upload("published-actuals", "b.csv", "指标,时期,数值,单位,状态\n每千常住人口托位数,2022,2.58,个,P\n", http.StatusSeeOther).header.Get("Location")
	checked := person.get(upload, http.StatusOK)
	person.has(checked, "期间已锁定", "年鉴定稿", "说明理由并导入", "请在“导入”页提交这个文件并填写理由")
	person.post(upload+"/import", http.StatusSeeOther, "reason", "普查后修订")
	run := runLink.FindStringSubmatch(person.get(upload, http.StatusOK).body)[1]
	person.has(person.get(run+"?tab=flagged", http.StatusOK), "普查后修订", "期间已锁定，按理由")
	person.has(person.get("/values?indicator=CHILDCARE-PLACES-PER-1000&period=2022", http.StatusOK), "普查后修订", "2.58", "2.57")
	person.post(run+"/withdraw", http.StatusUnprocessableEntity)

	waiting := handIn(t, person, "manual", "c.csv", "指标,时期,数值,单位,状态\n每千常住人口托位数,2022,2.6,个,P\n每千常住人口托位数,2020,1.8,个,A\n", "reason", "再次修订")
	person.has(person.get(waiting, http.StatusOK), "含有已锁定期间")
	person.lacks(person.get(waiting, http.StatusOK), "修改已锁定期间的理由")

	locks, _ := revisions.Locks(t.Context())
	person.get("/locks", http.StatusOK)
	person.post("/locks/"+locks[0].Code+"/lift", http.StatusBadRequest)
	person.post("/locks/"+locks[0].Code+"/lift", http.StatusSeeOther, "reason", "普查")
	person.post("/locks/"+locks[0].Code+"/lift", http.StatusNotFound, "reason", "普查")
	person.has(person.get("/locks", http.StatusOK), "没有锁定任何期间", "解除", "普查")
}

// From the number on the indicator's page to the file, the row and the cell, with every
// version; an earlier moment shows what was known by then.
func TestLineageOfAValue(t *testing.T) {
	site, ledger, _ := revisionSite(t)
	person := visit(site, "/imports")
	first := handIn(t, person, "published-actuals", "a.csv", goodFile)
	second := handIn(t, person, "published-actuals", "b.csv", revisedFile)
	indicator := person.get("/indicators/CHILDCARE-PLACES-PER-1000", http.StatusOK)
	link := valueLink.FindStringSubmatch(indicator.body)
	if link == nil {
		t.Fatal("the indicator's page does not lead to a value")
	}
	address := html.UnescapeString(link[1])
	page := person.get(address, http.StatusOK)
	person.has(page, "b.csv", "第 3 行，数值 列", "&#43;0.01", "&#43;0.4%", first, second, second+"/original", "2.58", "2.57", "共 2 版", "原文件中的位置",
		`<td class="here"><b>2.58</b></td>`, "约很多", "第 2 版")
	run, _ := ledger.Run(t.Context(), strings.TrimPrefix(first, "/runs/"))
	early := person.get(address+"&known_at="+run.ChangedAt.UTC().Format("2006-01-02T15:04:05.999999999Z"), http.StatusOK)
	person.has(early, "a.csv", "共 1 版")
	person.lacks(early, "2.58", "b.csv")

	person.post(second+"/withdraw", http.StatusSeeOther, "comment", "口径有误")
	undone := person.get(address, http.StatusOK)
	person.has(undone, "共 2 版", "口径有误", "已撤回", "第 3 行，数值 列")

	for path, status := range map[string]int{
		"/values?indicator=NONE&period=2022": http.StatusNotFound, "/values?indicator=CHILDCARE-PLACES-PER-1000&period=abc": http.StatusBadRequest,
		"/values?indicator=CHILDCARE-PLACES-PER-1000&period=2022&scenario=X": http.StatusBadRequest, "/values": http.StatusBadRequest,
	} {
		person.get(path, status)
	}
	person.has(person.get(address+"&lang=en", http.StatusOK), "Origin", "All versions", "row 3, column 数值")
}

// The first run brought 2.1 and 2.57, the second revised 2.57 to 2.58.
func TestDifferencesPage(t *testing.T) {
	site, _, _ := revisionSite(t)
	person := visit(site, "/imports")
	first := handIn(t, person, "published-actuals", "a.csv", goodFile)
	second := handIn(t, person, "published-actuals", "b.csv", revisedFile)
	id := func(run string) string { return strings.TrimPrefix(run, "/runs/") }
	person.has(person.get(second, http.StatusOK), "/differences?run="+id(second))

	page := person.get("/differences?run="+id(second), http.StatusOK)
	person.has(page, "“b.csv”于", "2.57", "2.58", "&#43;0.01", "&#43;0.4%", "每千常住人口托位数")
	person.lacks(page, ">2.1<")
	person.has(person.get("/differences?from_run="+id(first)+"&to_run="+id(second), http.StatusOK), "2.58")
	all := person.get("/differences?indicator=CHILDCARE-PLACES-PER-1000&from=2023-01-01&kind=new&order=percent", http.StatusOK)
	person.has(all, "2.58", "2.1", "新增")
	person.has(person.get("/differences?plan=P2022-168&from=2023-01-01", http.StatusOK), "没有这一类变化")

	file := person.get("/differences.csv?run="+id(second), http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][7] != "2.57" || rows[1][8] != "2.58" || rows[1][9] != "0.01" || rows[1][10] != "0.4" {
		t.Errorf("rows %q, %v", rows, err)
	}
	book, err := excelize.OpenReader(strings.NewReader(person.get("/differences.xlsx?run="+id(second), http.StatusOK).body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	if got, _ := book.GetCellValue("变化", "J6"); got != "0.01" {
		t.Errorf("amount %q, want 0.01", got)
	}
	if kind, _ := book.GetCellType("变化", "I6"); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("the value is of type %v, no number", kind)
	}
	for _, wrong := range []string{"order=x", "kind=x", "from=x", "indicator=x", "feed=x", "run=x", "from=2023-05-01&to=2023-04-01", "from=2099-01-01"} {
		got := person.send(person.carry(httpGet("/differences?" + wrong)))
		if got.status != http.StatusBadRequest && got.status != http.StatusNotFound {
			t.Errorf("%s: status %d", wrong, got.status)
		}
	}
}

// 托位数目 is no name of the catalogue. It is suggested, chosen once, remembered for the
// next file, and forgotten on wish.
func TestNamesOnPages(t *testing.T) {
	site, _, _ := revisionSite(t)
	person := visit(site, "/imports")
	file := "指标,时期,数值,单位,状态\n每千常住人口拖位数,2022,2.57,个,P\n每千常住人口托位数,2021,2.1,个,A\n"
	upload := person.upload("published-actuals", "a.csv", file, http.StatusSeeOther).header.Get("Location")
	checked := person.get(upload, http.StatusOK)
	person.has(checked, "不认识的名称", "每千常住人口拖位数", "就是“每千常住人口托位数”")
	if to := person.post("/names", http.StatusSeeOther, "kind", "indicator", "name", "每千常住人口拖位数", "code", "CHILDCARE-PLACES-PER-1000", "back", upload).header.Get("Location"); to != upload+"?done=chosen" {
		t.Errorf("leads to %s", to)
	}
	person.post(upload+"/check", http.StatusSeeOther)
	person.has(person.get(upload, http.StatusOK), "将新增 2 个值")
	person.has(person.get("/names", http.StatusOK), "每千常住人口拖位数", "已记住 1 个名称")
	person.has(person.get("/names?kind=area&name=东胜", http.StatusOK), "就是“东胜区”")
	if to := person.post("/names", http.StatusSeeOther, "kind", "area", "name", "东胜城", "code", "150602", "back", "//elsewhere").header.Get("Location"); to != "/names?done=chosen" {
		t.Errorf("leads to %s", to)
	}
	person.post("/names", http.StatusBadRequest, "kind", "indicator", "name", " ", "code", "CHILDCARE-PLACES-PER-1000")
	person.post("/names", http.StatusBadRequest, "kind", "plan", "name", "x", "code", "P2022-168")
	person.post("/names/remove", http.StatusSeeOther, "kind", "indicator", "name", "每千常住人口拖位数")
	person.post("/names/remove", http.StatusNotFound, "kind", "indicator", "name", "每千常住人口拖位数")
	person.has(person.get("/names", http.StatusOK), "已撤销", "已记住 1 个名称")
}
