package dashboard_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// feedSite is a dashboard with the real importer and feeds in memory.
func feedSite(t *testing.T) (*site, *dashboardtest.Feeds, *ledgertest.Ledger) {
	t.Helper()
	feeds := &dashboardtest.Feeds{Folder: t.TempDir()}
	site, ledger := importSite(t, t.TempDir(), func(dependencies *dashboard.Dependencies, _ *ingest.Options) {
		feeds.Store = dependencies.Store.(ledgerStore).Store
		dependencies.Feeds = feeds
	})
	feeds.Importer = ingest.New(ledger, ingest.Options{Now: dashboardtest.Now})
	return site, feeds, ledger
}

func someFeed(changes ...string) []string {
	pairs := []string{"code", "places", "name_zh", "托位月报", "name_en", "Places", "kind", "http", "address", "https://data.example.org/a.csv", "approval", "review", "scenario", "AC"}
	for i := 0; i+1 < len(changes); i += 2 {
		if at := slices.Index(pairs, changes[i]); at >= 0 && at%2 == 0 {
			pairs[at+1] = changes[i+1]
		} else {
			pairs = append(pairs, changes[i], changes[i+1])
		}
	}
	return pairs
}

func TestFeedIsAddedEditedAndRestored(t *testing.T) {
	site, feeds, _ := feedSite(t)
	person := visit(site, "/feeds/new")
	got := person.post("/feeds", http.StatusSeeOther, someFeed("columns", "ZBMC = indicator\nSZ = value", "units", "个", "missing_marks", "无", "publish_day", "18", "publish_time", "10:00", "reason", "新开")...)
	if got.header.Get("Location") != "/feeds/places?done=saved" {
		t.Fatalf("leads to %q", got.header.Get("Location"))
	}
	saved := feeds.Store.Content.Feed("places")
	want := metrics.FeedReading{Columns: []metrics.FeedColumn{{Heading: "ZBMC", Means: "indicator"}, {Heading: "SZ", Means: "value"}}, Units: []metrics.FeedUnit{{Unit: "个"}}, MissingMarks: []string{"无"}}
	if saved == nil || !slices.Equal(saved.Reading.Columns, want.Columns) || !slices.Equal(saved.Reading.Units, want.Units) || saved.Reading.MissingMarks[0] != "无" ||
		!saved.Review || saved.Publication.Day != 18 || saved.Publication.Time != "10:00" || saved.SavedBy == "" || saved.Reason != "新开" {
		t.Fatalf("saved %+v", saved)
	}
	page := person.get("/feeds/places", http.StatusOK)
	person.has(page, "托位月报", "data.example.org", "ZBMC = indicator", "新开", "现行")
	base := regexp.MustCompile(`name="base" value="([^"]+)"`).FindStringSubmatch(page.body)[1]

	// Somebody else was quicker: nothing is lost and nothing is overwritten.
	person.has(person.post("/feeds/places", http.StatusUnprocessableEntity, someFeed("base", "", "name_zh", "另一个名字")...), "已改过这个数据源", "另一个名字")
	person.post("/feeds/places", http.StatusSeeOther, someFeed("base", base, "name_zh", "托位新报", "kind", "upload")...)
	if now := feeds.Store.Content.Feed("places"); now.NameZh != "托位新报" || now.Source.Address != "" {
		t.Errorf("edited %+v; an address that nobody sees must not stay", now)
	}
	page = person.get("/feeds/places", http.StatusOK)
	version := regexp.MustCompile(`name="version" value="([^"]+)"`).FindStringSubmatch(page.body)[1]
	person.post("/feeds/places/restore", http.StatusSeeOther, "version", version)
	if now := feeds.Store.Content.Feed("places"); now.NameZh != "托位月报" || len(now.Reading.Columns) != 2 {
		t.Errorf("restored %+v", now)
	}
	person.post("/feeds/places/restore", http.StatusNotFound, "version", "2020-01-01T00:00:00Z")
	person.post("/feeds", http.StatusUnprocessableEntity, someFeed()...) // the code is taken
	site.has(site.get("/feeds", http.StatusOK), "托位月报", "公开发布的实际值", "目录自带")
	site.get("/feeds/nobody", http.StatusNotFound)
}

func TestFormOfAFeedTellsWhatIsWrong(t *testing.T) {
	site, feeds, _ := feedSite(t)
	person := visit(site, "/feeds/new")
	for name, c := range map[string]struct{ field, value, says string }{
		"password":  {"address", "https://wang:hunter2@example.org/", "不能写用户名和口令"},
		"token":     {"address", "https://example.org/?api_key=hunter2", "像是密钥"},
		"file":      {"address", "file:///etc/passwd", "地址须以下列之一开头"},
		"secret":    {"secret", "Bearer hunter2", "只写名称"},
		"code":      {"code", "New Feed", "代码“New Feed”不能用"},
		"columns":   {"columns", "ZBMC", "这一行“ZBMC”读不懂"},
		"meaning":   {"columns", "ZBMC = price", "表头“ZBMC”的含义无法识别"},
		"layout":    {"layout", "tables: []", "layout"},
		"day":       {"publish_day", "32", "不是一个月中的某日"},
		"minimum":   {"min_rows", "many", "不是允许范围内的整数"},
		"no folder": {"kind", "folder", "文件夹“”不能用"},
	} {
		page := person.post("/feeds", http.StatusUnprocessableEntity, someFeed(c.field, c.value)...)
		if c.says != "layout" && !strings.Contains(page.body, c.says) {
			t.Errorf("%s: %q is missing", name, c.says)
		}
		if !strings.Contains(page.body, "field-problem") {
			t.Errorf("%s: no field is marked", name)
		}
	}
	if len(feeds.Store.Content.Feeds) != 2 {
		t.Errorf("feeds %+v were saved", feeds.Store.Content.Feeds)
	}
}

// Rows that delete are shown with what they take away, and what they leave out as all of it.
func TestPreviewOfDeletions(t *testing.T) {
	site, feeds, _ := feedSite(t)
	feeds.Content = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,FREQ,TIME_PERIOD,OBS_VALUE,COMMENT_OBS\n" +
		"dataflow,CITY:DF(1.0.0),D,150600,,,,\ndataflow,CITY:DF(1.0.0),D,,,2021,,*\ndataflow,CITY:DF(1.0.0),D,150600,A,,-,\n"
	person := visit(site, "/feeds/new")
	seen := person.post("/feeds/new/preview", http.StatusOK, someFeed("take", "fetch")...)
	for _, cells := range []string{`<td>全部</td> <td>鄂尔多斯市</td> <td class="figure">全部</td> <td class="number">删除</td>`,
		`<td>全部</td> <td>全部</td> <td class="figure">2021年</td> <td class="number">删除属性，保留数值</td>`,
		`<td>全部</td> <td>鄂尔多斯市</td> <td class="figure">年</td> <td class="number">删除数值，保留其他</td>`} {
		if !strings.Contains(strings.Join(strings.Fields(seen.body), " "), cells) {
			t.Errorf("the preview lacks %s", cells)
		}
	}
}

const sampleFile = "ZBMC,SJ,SZ,XH\n每千常住人口托位数,2021,2.1,1\n没有的指标,2021,3,2\n"

var sampleToken = regexp.MustCompile(`name="sample" value="([0-9a-f]{32})"`)

func TestPreviewOfAFeed(t *testing.T) {
	site, feeds, ledger := feedSite(t)
	feeds.Content = sampleFile
	person := visit(site, "/feeds/new")
	unread := person.post("/feeds/new/preview", http.StatusOK, someFeed("take", "fetch")...)
	// No heading is known yet: they are shown all the same, to be given a meaning.
	person.has(unread, `name="heading_0" value="ZBMC"`, `name="means_2"`, "（未识别）")
	found := sampleToken.FindStringSubmatch(unread.body)
	if found == nil {
		t.Fatal("the sample is not kept")
	}
	mapped := person.post("/feeds/new/preview", http.StatusOK, someFeed("sample", found[1], "columns", "ZBMC = indicator\nSJ = period\nSZ = value")...)
	person.has(mapped, "每千常住人口托位数", "2021年", "没有的指标", "其中 1 行会被拒绝", "表头在第 1 行")
	// A meaning chosen above the preview goes into the list of columns.
	chosen := person.post("/feeds/new/preview", http.StatusOK, someFeed("sample", found[1], "columns", "ZBMC = indicator\nSJ = period\nSZ = value", "heading_3", "XH", "was_3", "", "means_3", "ignore")...)
	person.has(chosen, "XH = ignore")
	person.has(person.post("/feeds/new/preview", http.StatusOK, someFeed("sample", strings.Repeat("0", 32))...), "样本文件已清除")
	person.has(person.post("/feeds/new/preview", http.StatusOK, someFeed("sample", "../../etc/passwd")...), "样本文件已清除")
	person.has(person.post("/feeds/new/preview", http.StatusOK, someFeed()...), "请先选择一份样本文件")
	feeds.Refused = metrics.NewProblem("fetch.private", "host", "db", "address", "10.0.0.1")
	person.has(person.post("/feeds/new/preview", http.StatusOK, someFeed("take", "fetch")...), "db 指向内部地址 10.0.0.1")
	if len(ledger.Events()) != 0 {
		t.Error("a preview wrote to the ledger")
	}
}

func TestFeedIsFetchedFromItsPage(t *testing.T) {
	site, feeds, ledger := feedSite(t)
	person := visit(site, "/feeds/new")
	person.post("/feeds", http.StatusSeeOther, someFeed("columns", "ZBMC = indicator\nSJ = period\nSZ = value")...)
	feeds.Refused = metrics.NewProblem("fetch.html", "host", "data.example.org")
	person.has(person.post("/feeds/places/fetch", http.StatusUnprocessableEntity), "发来的是网页", "库中数据未变")
	if len(ledger.Events()) != 0 {
		t.Error("a fetch that failed wrote to the ledger")
	}
	feeds.Refused, feeds.Content = nil, sampleFile
	if err := ledger.SaveCatalogue(t.Context(), metrics.Run{}, feeds.Store.Content); err != nil {
		t.Fatal(err)
	}
	if got := person.post("/feeds/places/fetch", http.StatusSeeOther).header.Get("Location"); !strings.HasPrefix(got, "/runs/") {
		t.Errorf("leads to %q", got)
	}
}

func TestFeedTravelsAsAFile(t *testing.T) {
	site, feeds, _ := feedSite(t)
	person := visit(site, "/feeds/import")
	const text = "code: coal-month\nname_zh: 煤炭月报\nname_en: Coal, monthly\nsource:\n  kind: http\n  address: https://example.org/a.csv\n  header: X-Key\n  secret: coal-data\n"
	person.has(person.post("/feeds/import", http.StatusOK, "text", text), "没有问题", "新增一个数据源", "用到密钥 coal-data")
	if feeds.Store.Content.Feed("coal-month") != nil {
		t.Fatal("a check saves nothing")
	}
	person.has(person.post("/feeds/import", http.StatusUnprocessableEntity, "text", strings.Replace(text, "https://", "https://a:hunter2@", 1), "save", "1"), "第 6 行", "不能写用户名和口令")
	person.post("/feeds/import", http.StatusSeeOther, "text", text, "save", "1")
	file := person.get("/feeds/coal-month.yaml", http.StatusOK)
	person.has(file, "secret: coal-data", "code: coal-month")
	if got := file.header.Get("Content-Disposition"); got != `attachment; filename="coal-month.yaml"` {
		t.Errorf("disposition %q", got)
	}
	person.has(person.post("/feeds/import", http.StatusOK, "text", file.body), "新版本")
}

func TestSecretsAreNeverShown(t *testing.T) {
	site, _, _ := feedSite(t)
	person := visit(site, "/feeds/new")
	person.post("/feeds/secrets", http.StatusSeeOther, "name", "coal-data", "value", "hunter2", "hosts", "data.example.org")
	for _, path := range []string{"/feeds/new", "/feeds"} {
		page := person.get(path, http.StatusOK)
		person.has(page, "coal-data", "data.example.org")
		person.lacks(page, "hunter2")
	}
	person.lacks(person.post("/feeds/secrets", http.StatusBadRequest, "name", "../x", "value", "hunter2", "hosts", "data.example.org"), "hunter2")
	person.has(person.post("/feeds/secrets", http.StatusBadRequest, "name", "coal-data", "value", "hunter2"), "请写明密钥“coal-data”允许发往的主机")
	person.has(person.post("/feeds/secrets", http.StatusBadRequest, "name", "coal-data", "value", "hunter2", "hosts", "*"), "“*”不是主机名")
}

// A feed that would send a secret to another host is saved on no way, and one that names
// a secret which is not there yet is pointed out.
func TestFeedsMaySendASecretToItsHostsOnly(t *testing.T) {
	site, feeds, _ := feedSite(t)
	if err := feeds.KeepSecret("coal-data", "hunter2", "data.example.org"); err != nil {
		t.Fatal(err)
	}
	person := visit(site, "/feeds/new")
	const sentence = "密钥“coal-data”不能发往 evil.example，只能发往：data.example.org"
	person.has(person.post("/feeds", http.StatusUnprocessableEntity, someFeed("secret", "coal-data", "address", "https://evil.example/a")...), sentence)
	const text = "code: coal-month\nname_zh: 煤炭月报\nname_en: Coal, monthly\nsource:\n  kind: http\n  address: https://evil.example/a.csv\n  secret: coal-data\n"
	person.has(person.post("/feeds/import", http.StatusUnprocessableEntity, "text", text, "save", "1"), sentence)
	if feeds.Store.Content.Feed("places") != nil || feeds.Store.Content.Feed("coal-month") != nil {
		t.Fatal("the feed is saved")
	}
	person.post("/feeds", http.StatusSeeOther, someFeed("secret", "wind-data", "address", "https://evil.example/a")...)
	person.has(person.get("/feeds", http.StatusOK), "没有名为“wind-data”的密钥", "1 个数据源用不了所填的密钥", "没有数据源使用")
	// The version that was saved before its secret was bound elsewhere is not put in force again.
	if err := feeds.KeepSecret("wind-data", "hunter2", "wind.example.org"); err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`name="version" value="([^"]+)"`)
	page := person.get("/feeds/places", http.StatusOK)
	base := regexp.MustCompile(`name="base" value="([^"]+)"`).FindStringSubmatch(page.body)[1]
	person.post("/feeds/places", http.StatusSeeOther, someFeed("secret", "", "base", base)...)
	page = person.get("/feeds/places", http.StatusOK)
	old := version.FindStringSubmatch(page.body)
	if old == nil {
		t.Fatal("no earlier version is offered")
	}
	person.has(person.post("/feeds/places/restore", http.StatusBadRequest, "version", old[1]), "密钥“wind-data”不能发往 evil.example")
}

func TestProgramsPushFiles(t *testing.T) {
	site, feeds, ledger := feedSite(t)
	push := metrics.Feed{Code: "pushed", NameZh: "推送", NameEn: "Pushed", Source: metrics.FeedSource{Kind: metrics.SourcePush}}
	if _, err := feeds.SaveFeed(t.Context(), push); err != nil {
		t.Fatal(err)
	}
	if err := ledger.SaveCatalogue(t.Context(), metrics.Run{}, feeds.Store.Content); err != nil {
		t.Fatal(err)
	}
	send := func(path, kind, body string) (int, map[string]any) {
		t.Helper()
		request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		request.Header.Set("Content-Type", kind)
		got := site.send(request)
		var answer map[string]any
		if err := json.Unmarshal([]byte(got.body), &answer); err != nil {
			t.Fatalf("%s: %v: %.200s", path, err, got.body)
		}
		return got.status, answer
	}
	const to = "/api/v1/feeds/pushed/observations"
	const body = "指标,时期,数值\n每千常住人口托位数,2021,2.1\n没有的指标,2021,1\n"
	count := func(answer map[string]any, name string) any { return answer["counts"].(map[string]any)[name] }
	status, answer := send(to+"?dry_run=1", "text/csv; charset=utf-8", body)
	if status != http.StatusOK || answer["dry_run"] != true || len(ledger.Events()) != 0 {
		t.Errorf("a dry run: %d %v", status, answer)
	}
	status, answer = send(to, "text/csv", body)
	if status != http.StatusOK || answer["state"] != "published" || count(answer, "new") != 1.0 || count(answer, "rejected") != 1.0 || answer["run"] == "" {
		t.Errorf("the first time: %d %v", status, answer)
	}
	rejected := false
	for _, reject := range answer["rejects"].([]any) {
		one := reject.(map[string]any)
		rejected = rejected || one["row"] == 3.0 && one["warning"] == nil && strings.Contains(one["reason"].(string), "没有的指标")
	}
	if !rejected {
		t.Errorf("rejects %v, want row 3", answer["rejects"])
	}
	status, answer = send(to, "text/csv", body)
	if status != http.StatusOK || answer["state"] != "unchanged" || count(answer, "new") != 0.0 {
		t.Errorf("the same file again: %d %v", status, answer)
	}
	status, answer = send(to, "application/json", `[{"indicator":"每千常住人口托位数","period":"2022","value":"2.57"}]`)
	if status != http.StatusOK || count(answer, "new") != 1.0 {
		t.Errorf("JSON: %d %v", status, answer)
	}
	for name, c := range map[string]struct {
		path, kind, body string
		status           int
		key              string
	}{
		"a form":         {to, "application/x-www-form-urlencoded", "a=b", http.StatusUnsupportedMediaType, "feed.push_type"},
		"no type":        {to, "", body, http.StatusUnsupportedMediaType, "feed.push_type"},
		"other content":  {to, "application/json", body, http.StatusUnprocessableEntity, "file.not_what_name_says"},
		"no columns":     {to, "text/csv", "甲,乙\n1,2\n", http.StatusUnprocessableEntity, ""},
		"empty":          {to, "text/csv", "", http.StatusUnprocessableEntity, "file.empty"},
		"unknown feed":   {"/api/v1/feeds/nobody/observations", "text/csv", body, http.StatusNotFound, "error.unknown.feed"},
		"not for pushes": {"/api/v1/feeds/manual/observations", "text/csv", body, http.StatusConflict, "feed.not_pushed"},
	} {
		status, answer := send(c.path, c.kind, c.body)
		if status != c.status || c.key != "" && answer["key"] != c.key || answer["error"] == "" {
			t.Errorf("%s: %d %v, want %d %s", name, status, answer, c.status, c.key)
		}
	}
}
