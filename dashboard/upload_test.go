package dashboard_test

import (
	"context"
	"encoding/csv"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// ledgerStore lets the pages read what the importer has written.
type ledgerStore struct {
	*dashboardtest.Store
	ledger *ledgertest.Ledger
}

func (s ledgerStore) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	return s.ledger.Observations(ctx, query)
}

func (s ledgerStore) Runs(ctx context.Context, query metrics.RunQuery) ([]metrics.Run, error) {
	return s.ledger.Runs(ctx, query)
}

func (s ledgerStore) Run(ctx context.Context, id string) (*metrics.Run, error) {
	return s.ledger.Run(ctx, id)
}

func (s ledgerStore) Rejects(ctx context.Context, run string) ([]metrics.Reject, error) {
	return s.ledger.Rejects(ctx, run)
}

func (s ledgerStore) RunValues(ctx context.Context, query metrics.RunValueQuery) ([]metrics.Observation, error) {
	return s.ledger.RunValues(ctx, query)
}

func (s ledgerStore) RunStanding(ctx context.Context, run string, limit int) (metrics.RunStanding, error) {
	return s.ledger.RunStanding(ctx, run, limit)
}

func (s ledgerStore) RunComments(ctx context.Context, run string) ([]metrics.RunComment, error) {
	return s.ledger.RunComments(ctx, run)
}

func (s ledgerStore) RunReading(ctx context.Context, run string) ([]*metrics.Problem, error) {
	return s.ledger.RunReading(ctx, run)
}

func (s ledgerStore) CommentRun(ctx context.Context, comment metrics.RunComment) error {
	return s.ledger.CommentRun(ctx, comment)
}

// importSite is a dashboard with the real importer over a ledger in memory. The feed
// manual asks for a review, published-actuals does not.
func importSite(t *testing.T, folder string, change ...func(*dashboard.Dependencies, *ingest.Options)) (*site, *ledgertest.Ledger) {
	t.Helper()
	store := dashboardtest.New()
	store.Content.Feeds = append(store.Content.Feeds, metrics.Feed{Code: "manual", NameZh: "人工上传", NameEn: "By hand",
		Scenario: metrics.Actual, Review: true})
	store.Content.Index()
	ledger := ledgertest.New(store.Content)
	var seconds atomic.Int64
	now := func() time.Time { return dashboardtest.Now().Add(time.Duration(seconds.Add(1)) * time.Second) }
	site := newSite(t, func(dependencies *dashboard.Dependencies) {
		dependencies.Store = ledgerStore{store, ledger}
		options := ingest.Options{Now: now, Logger: slog.New(slog.DiscardHandler)}
		for _, set := range change {
			set(dependencies, &options)
		}
		dependencies.Importer = ingest.New(ledger, options)
		dependencies.UploadFolder = folder
		dependencies.Now = now
	})
	return site, ledger
}

const goodFile = "指标,时期,数值,单位,状态\n每千常住人口托位数,2021,2.1,个,A\n每千常住人口托位数,2022,2.57,个,P\n"

// goodFile has two new values; the second version revises 2.57 to 2.58, leaves 2.1, and
// adds a row that cannot be read and one that looks like a formula.
const revisedFile = "指标,时期,数值,单位,状态\n每千常住人口托位数,2021,2.1,个,A\n每千常住人口托位数,2022,2.58,个,P\n" +
	"每千常住人口托位数,2020,约很多,个,A\n=cmd(),2020,1,个,A\n"

var runLink = regexp.MustCompile(`href="(/runs/[0-9a-f-]{36})`)

func TestUploadIsCheckedThenImportedWithoutASecondUpload(t *testing.T) {
	site, ledger := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	upload := person.upload("published-actuals", `C:\Users\x\托位.csv`, goodFile, http.StatusSeeOther).header.Get("Location")

	checked := person.get(upload, http.StatusOK)
	person.has(checked, "托位.csv", "将新增 2 个值、修订 0 个值", "现在还没有改动任何数据", "导入 2 个值", "每千常住人口托位数", "2.57", "2022年")
	person.lacks(checked, `C:\Users`)
	if events := ledger.Events(); len(events) != 0 {
		t.Fatalf("the check wrote %d rows to the run ledger", len(events))
	}

	person.post(upload+"/import", http.StatusSeeOther)
	done := person.get(upload, http.StatusOK)
	person.has(done, "已新增 2 个值、修订 0 个值，现在起在页面上可见", "已导入")
	person.post(upload+"/import", http.StatusSeeOther) // pressed twice
	runs, err := ledger.Runs(context.Background(), metrics.RunQuery{})
	if err != nil || len(runs) != 1 || runs[0].State != metrics.RunPublished {
		t.Fatalf("runs %+v, %v; want one that is published", runs, err)
	}
	run := runLink.FindStringSubmatch(done.body)
	if run == nil {
		t.Fatal("the page does not lead to the run")
	}
	person.has(person.get(run[1], http.StatusOK), "已发布", "2.57", "撤回这一批", "托位.csv")
}

func TestRevisionShowsOldAndNewAndRejects(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	first := person.upload("published-actuals", "a.csv", goodFile, http.StatusSeeOther).header.Get("Location")
	person.post(first+"/import", http.StatusSeeOther)
	second := person.upload("published-actuals", "b.csv", revisedFile, http.StatusSeeOther).header.Get("Location")
	checked := person.get(second, http.StatusOK)
	person.has(checked, "将新增 0 个值、修订 1 个值；1 个值与现有相同，2 个值不能导入", "2.57", "2.58", "第 2 版", "第 4 行", "约很多", "第 5 行", "导入 1 个值")

	// Cells that a spreadsheet would compute carry an apostrophe.
	file := person.get(second+"/rejects.csv", http.StatusOK)
	if !strings.HasPrefix(file.body, "\ufeff类别,文件,") || !strings.Contains(file.header.Get("Content-Disposition"), "filename*=UTF-8''") {
		t.Errorf("CSV begins %.40q, disposition %q", file.body, file.header.Get("Content-Disposition"))
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v; want a heading and two", len(rows), err)
	}
	if rows[1][3] != "4" || rows[1][5] != "约很多" || rows[2][5] != "'=cmd()" {
		t.Errorf("rows %q", rows)
	}

	person.post(second+"/import", http.StatusSeeOther)
	run := runLink.FindStringSubmatch(person.get(second, http.StatusOK).body)
	page := person.get(run[1], http.StatusOK)
	person.has(page, `<span class="figure old">2.57</span>`, `<span class="figure">2.58</span>`, "第 2 版", "&#43;0.01", "&#43;0.4%")
	person.has(person.get(run[1]+"?tab=rejected", http.StatusOK), "约很多")
	person.has(person.get(run[1]+"?tab=unchanged", http.StatusOK), "有 1 个值与系统中现有的相同")
	person.get(run[1]+"?tab=purple", http.StatusBadRequest)
	person.get(run[1]+"?tab=new&page=2", http.StatusBadRequest)
	person.has(person.get(run[1]+"/rejects.csv?lang=en", http.StatusOK), "Reason", "'=cmd()")
}

// A revision that leaves the value as it is says what it changes: the status becomes a
// final one, and a note comes to it.
func TestRevisionWithoutAnotherValueNamesWhatDiffers(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	first := person.upload("published-actuals", "a.csv", goodFile, http.StatusSeeOther).header.Get("Location")
	person.post(first+"/import", http.StatusSeeOther)
	const final = "指标,时期,数值,单位,状态,备注\n每千常住人口托位数,2022,2.57,个,A,年报数\n"
	second := person.upload("published-actuals", "b.csv", final, http.StatusSeeOther).header.Get("Location")
	person.has(person.get(second, http.StatusOK), "第 2 版", "状态 初步数 → 正式数", "备注 （无） → 年报数")
	person.post(second+"/import", http.StatusSeeOther)
	run := runLink.FindStringSubmatch(person.get(second, http.StatusOK).body)
	person.has(person.get(run[1], http.StatusOK), "状态 初步数 → 正式数", "备注 （无） → 年报数")
	person.has(person.get(run[1]+"?lang=en", http.StatusOK), "Status provisional → final", "Note (none) → 年报数")
}

func TestReviewedRunIsSeenAfterApprovalAndWithdrawn(t *testing.T) {
	site, ledger := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	upload := person.upload("manual", "a.csv", goodFile, http.StatusSeeOther).header.Get("Location")
	person.post(upload+"/import", http.StatusSeeOther)
	page := person.get(upload, http.StatusOK)
	person.has(page, "等待审核；审核通过前页面上看不到")
	run := runLink.FindStringSubmatch(page.body)[1]
	seen := func() int {
		values, err := ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual})
		if err != nil {
			t.Fatal(err)
		}
		return len(values)
	}
	if seen() != 0 {
		t.Fatal("values are seen before the approval")
	}
	person.has(person.post(run+"/return", http.StatusBadRequest), "退回时要写明原因")
	person.has(person.get("/runs?state=review", http.StatusOK), "1 个批次等待审核", "a.csv")
	approved := person.post(run+"/approve", http.StatusSeeOther).header.Get("Location")
	person.has(person.get(approved, http.StatusOK), "已通过，数据已发布", "撤回这一批")
	if seen() != 2 {
		t.Fatalf("%d values are seen after the approval, want 2", seen())
	}
	withdrawn := person.post(run+"/withdraw", http.StatusSeeOther, "comment", "口径有误").header.Get("Location")
	person.has(person.get(withdrawn, http.StatusOK), "已撤回，页面恢复为此前的数值", "口径有误", "重新导入同一文件即可恢复")
	if seen() != 0 {
		t.Fatal("values are seen after the withdrawal")
	}
	person.post(run+"/approve", http.StatusUnprocessableEntity) // not waiting any more

	// The way back that the page names.
	again := person.upload("published-actuals", "a.csv", goodFile, http.StatusSeeOther).header.Get("Location")
	person.post(again+"/import", http.StatusSeeOther)
	if seen() != 2 {
		t.Errorf("%d values are seen after importing the file again, want 2", seen())
	}
}

func TestReturnedRunSaysWhy(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	upload := person.upload("manual", "a.csv", goodFile, http.StatusSeeOther).header.Get("Location")
	person.post(upload+"/import", http.StatusSeeOther)
	run := runLink.FindStringSubmatch(person.get(upload, http.StatusOK).body)[1]
	person.post(run+"/return", http.StatusBadRequest, "comment", strings.Repeat("长", 501))
	returned := person.post(run+"/return", http.StatusSeeOther, "comment", "缺 2020 年").header.Get("Location")
	person.has(person.get(returned, http.StatusOK), "已退回", "缺 2020 年")
}

func TestFormSaysWhatIsMissing(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	person.has(person.upload("published-actuals", "", "", http.StatusUnprocessableEntity), "没有选择文件")
	person.has(person.upload("nowhere", "a.csv", goodFile, http.StatusUnprocessableEntity), "没有选择数据源")
	person.has(person.upload("published-actuals", "空.csv", "", http.StatusUnprocessableEntity), "文件“空.csv”是空的")
	person.has(person.get("/imports", http.StatusOK), "还没有人提交过文件")
}

// What the file is wrong about is told on its page; nothing is offered for import.
func TestUnreadableFileIsExplained(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	upload := person.upload("manual", "a.xlsx", goodFile, http.StatusSeeOther).header.Get("Location")
	page := person.get(upload, http.StatusOK)
	person.has(page, "文件有问题", "系统中的数据没有改动", "重新试运行", "a.xlsx")
	person.lacks(page, upload+"/import")
}

func TestUnknownUploadsAndRuns(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	for _, path := range []string{"/imports/x", "/imports/..%2f..%2fetc%2fpasswd", "/imports/01890000-0000-7000-8000-000000000009",
		"/imports/01890000-0000-7000-8000-000000000009/rejects.csv", "/runs/x", "/runs/x/rejects.csv"} {
		site.get(path, http.StatusNotFound)
	}
	site.has(site.get("/runs?state=purple", http.StatusBadRequest), "没有“purple”这种批次状态")
}

func TestTemplateCanBeDownloaded(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	file := site.get("/imports/template.xlsx", http.StatusOK)
	if !strings.HasPrefix(file.body, "PK") || !strings.Contains(file.header.Get("Content-Disposition"), "import-template.xlsx") {
		t.Errorf("answer begins %.8q, disposition %q", file.body, file.header.Get("Content-Disposition"))
	}
}

func TestImportPagesNeedTheirRooms(t *testing.T) {
	site := newSite(t)
	site.get("/imports", http.StatusNotFound)
	site.get("/schedules", http.StatusNotFound)
	site.lacks(site.get("/", http.StatusOK), `href="/imports"`, `href="/schedules"`)
	site.lacks(site.get("/runs/"+dashboardtest.RunID, http.StatusOK), "撤回这一批")
}

var statisticianKey = regexp.MustCompile(`\b(?:nav|filter|column|status|scenario|imports|upload|runs|rejects|changes|error|frame|file|run|indicator)\.[a-z_]+[a-z_.]*`)

func TestStatisticianPagesInBothLanguages(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	first := person.upload("published-actuals", "first", goodFile, http.StatusSeeOther).header.Get("Location")
	person.post(first+"/import", http.StatusSeeOther)
	waiting := person.upload("manual", "second", revisedFile, http.StatusSeeOther).header.Get("Location")
	person.post(waiting+"/import", http.StatusSeeOther)
	bad := person.upload("manual", "third", "\x00\x01", http.StatusSeeOther).header.Get("Location")
	run := runLink.FindStringSubmatch(person.get(waiting, http.StatusOK).body)[1]
	for _, language := range []string{"zh", "en"} {
		for _, path := range []string{"/imports", first, waiting, bad, run, "/runs"} {
			address := path + "?lang=" + language
			checkPageText(t, address, person.get(address, http.StatusOK), statisticianKey)
		}
	}
}
