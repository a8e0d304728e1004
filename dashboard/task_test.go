package dashboard_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// progressSite is a site on which units report.
func progressSite(t *testing.T) (*site, *dashboardtest.Progress) {
	t.Helper()
	kept := &dashboardtest.Progress{}
	return newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Progress = kept }), kept
}

// The two tasks of the small catalogue: T-1 is due on 30 June 2023, 31 days before the
// day of the pages; T-2 has no deadline.
func TestTaskList(t *testing.T) {
	site, _ := progressSite(t)
	page := site.get("/tasks", http.StatusOK)
	site.has(page, "共 2 项任务", "到期未报完成 1 项", "30 天内到期 0 项，已完成 0 项", "已过 31 天", "到期未报", "无时限", "市卫生健康委员会", `href="/tasks/T-1"`, "/tasks.xlsx")
	site.has(site.get("/tasks?as_of=2023-06-15", http.StatusOK), "即将到期", "还有 15 天", "没有到期未报完成的")
	site.has(site.get("/tasks?as_of=2022-12-29", http.StatusOK), "没有符合筛选条件的任务") // the plan is of 30 December 2022
	for query, codes := range map[string]string{
		"state=late": "T-1", "state=undated": "T-2", "state=done": "", "organisation=O-HEALTH": "T-1", "organisation=O-HEALTH&role=responsible": "",
		"due_from=2023-06-30&due_to=2023-06-30": "T-1", "due_from=2023-07-01": "", "q=%E6%9C%BA%E6%9E%84": "T-1", "q=health+commission": "T-1",
		"plan=P2022-168": "", "plan=PB2022-194&order=document": "T-1 T-2", "leader=nobody": "", "area=150602": "", "area=150600": "T-1 T-2",
	} {
		got := site.get("/tasks?"+query, http.StatusOK)
		for _, code := range []string{"T-1", "T-2"} {
			if shown, want := strings.Contains(got.body, `href="/tasks/`+code), strings.Contains(codes, code); shown != want {
				t.Errorf("%s shows %s: %t, want %t", query, code, shown, want)
			}
		}
	}
	for _, query := range []string{"state=x", "due_from=x", "due_from=2023-07-01&due_to=2023-06-01", "order=x", "page=2", "page=x", "due_to=1066-01-01",
		"organisation=NIX", "leader=" + strings.Repeat("x", 41)} {
		site.get("/tasks?"+query, http.StatusBadRequest)
	}
}

var taskKey = regexp.MustCompile(`\b(?:task|project|progress|filter|nav|column|pipeline|error)\.[a-z_]+[a-z_.]*`)

func TestTaskPagesInBothLanguages(t *testing.T) {
	site, kept := progressSite(t)
	site.store.Content.Projects[0].EndYear = "2022"
	for _, state := range metrics.ReportedStates() {
		kept.OnTasks = append(kept.OnTasks, metrics.TaskReport{ReportHead: metrics.ReportHead{Version: string(state), Date: metrics.NewDate(2023, 7, 1), SavedAt: dashboardtest.Now()}, Task: "T-2", State: state})
	}
	kept.OnTasks = append(kept.OnTasks, metrics.TaskReport{ReportHead: metrics.ReportHead{Version: "back", TakesBack: "done", SavedAt: dashboardtest.Now()}, Task: "T-2"})
	for _, language := range []string{"zh", "en"} {
		for _, path := range []string{"/tasks", "/tasks?state=late&leader=x", "/tasks?due_from=2023-01-01&due_to=2023-12-31&organisation=O-HEALTH&role=lead", "/tasks/tree", "/tasks/tree?open=all", "/tasks/T-1", "/tasks/T-2",
			"/tasks/T-1?as_of=2023-07-01", "/projects", "/projects?stage=unstated&slip=overdue", "/projects?plan=P2022-168&group=wind&end_year=none", "/projects?end_year=2022", "/projects/J-1", "/projects/J-3?as_of=2023-07-01"} {
			mark := "?"
			if strings.Contains(path, "?") {
				mark = "&"
			}
			address := path + mark + "lang=" + language
			checkPageText(t, address, site.get(address, http.StatusOK), taskKey)
		}
	}
	for path, status := range map[string]int{"/tasks/NIX": 404, "/projects/NIX": 404, "/tasks/tree?plan=P2022-168": 404, "/tasks/tree?plan=NIX": 400, "/tasks/tree?open=9": 404, "/projects?stage=x": 400, "/projects?slip=x": 400, "/projects?end_year=20x5": 400} {
		site.get(path, status)
	}
}

func TestTaskTree(t *testing.T) {
	site, _ := progressSite(t)
	closed := site.get("/tasks/tree", http.StatusOK)
	site.has(closed, "一、健全服务", "共 2 项", `id="heading-1"><summary>`, "1 项没有写明时限", "比计划多剩", `href="/tasks/tree?open=1#heading-1"`)
	site.has(site.get("/tasks/tree?open=1", http.StatusOK), `id="heading-1" open><summary>`)
	site.has(site.get("/tasks/T-1", http.StatusOK), `href="/tasks/tree?open=1&amp;plan=PB2022-194#heading-1"`)
}

// T-1 is reported: what is wrong comes back beside its field, what is right is kept and
// changes the state everywhere; taken back, it counts no more and stays in the history.
func TestTaskIsReportedAndTakenBack(t *testing.T) {
	site, kept := progressSite(t)
	person := visit(site, "/tasks/T-1")
	for wrong, form := range map[string][]string{
		"在今天（2023-07-31）之后":      {"state", "in_progress", "date", "2023-08-01"},
		"早于规划印发日（2022-12-30）":    {"state", "in_progress", "date", "2022-12-29"},
		"写成 2023-12-31 的样子":      {"state", "in_progress", "date", "x"},
		"上报已完成必须写明佐证":            {"state", "done", "date", "2023-07-01"},
		"请写明困难是什么":               {"state", "difficult", "date", "2023-07-01"},
		"请选择情况":                  {"state", "x", "date", "2023-07-01"},
		"完成比例应为 0 至 100 的整数":     {"state", "in_progress", "date", "2023-07-01", "percent", "1.5"},
		"完成比例应为 100 或不填":         {"state", "done", "date", "2023-07-01", "percent", "50", "evidence", "验收单"},
		"文字超过 2000 个字，请写短一些":     {"state", "done", "date", "2023-07-01", "evidence", strings.Repeat("字", 2001)},
		`value="2023-08-01" min`: {"state", "done", "date", "2023-08-01", "evidence", "打字不丢"},
	} {
		person.has(person.post("/tasks/T-1", http.StatusUnprocessableEntity, form...), wrong, "没有保存")
	}
	if len(kept.OnTasks) != 0 {
		t.Fatalf("kept %+v", kept.OnTasks)
	}
	person.post("/tasks/T-1", http.StatusSeeOther, "state", "done", "date", "2023-07-05", "percent", "100", "evidence", dashboardtest.HostileScript)
	if report := kept.OnTasks[0]; report.Task != "T-1" || report.State != metrics.ReportDone || *report.Percent != 100 || report.SavedBy == "" || report.Date != metrics.NewDate(2023, 7, 5) {
		t.Errorf("kept %+v", report)
	}
	page := person.get("/tasks/T-1?done=reported", http.StatusOK)
	// the deadline was 30 June
	person.has(page, "已保存上报", "牵头单位上报 2023年7月5日 已完成", "晚 5 天完成", "&lt;/script&gt;&lt;script&gt;alert(1)")
	person.lacks(page, dashboardtest.HostileScript)
	person.has(person.get("/tasks", http.StatusOK), "已完成 1 项", "没有到期未报完成的")
	person.has(person.get("/plans/PB2022-194", http.StatusOK), "已完成", `href="/tasks/T-1"`)
	person.has(person.get("/tasks?as_of=2023-07-04&known_at=now", http.StatusOK), "已完成 0 项")

	// somebody reported since the form was opened
	person.has(person.post("/tasks/T-1", http.StatusUnprocessableEntity, "state", "in_progress", "date", "2023-07-01"), "又提交了一次上报")
	version := kept.OnTasks[0].Version
	person.has(person.post("/tasks/T-1/take-back", http.StatusUnprocessableEntity, "base", version, "version", version), "请写明理由")
	person.post("/tasks/T-1/take-back", http.StatusBadRequest, "base", version, "version", "nothing", "reason", "误报")
	person.post("/tasks/T-1/take-back", http.StatusSeeOther, "base", version, "version", version, "reason", "误报")
	base := kept.OnTasks[0].Version
	person.post("/tasks/T-1/take-back", http.StatusBadRequest, "base", base, "version", version, "reason", "再撤")
	person.post("/tasks/T-1/take-back", http.StatusBadRequest, "base", base, "version", base, "reason", "撤回撤回")
	page = person.get("/tasks/T-1", http.StatusOK)
	person.has(page, "到期未报", "误报", "已撤回", "撤回“已完成”（2023年7月5日）", "alert(1)")
	if len(kept.OnTasks) != 2 {
		t.Errorf("%d reports kept, want both", len(kept.OnTasks))
	}
}

// A report about 20 June that was saved on 31 July: a reader of 25 June did not know it.
func TestPastDayKnowsOnlyEarlierReports(t *testing.T) {
	site, kept := progressSite(t)
	kept.OnTasks = []metrics.TaskReport{{ReportHead: metrics.ReportHead{Version: "1", Date: metrics.NewDate(2023, 6, 20), SavedAt: dashboardtest.Now().Add(-time.Hour)},
		Task: "T-1", State: metrics.ReportDone, Evidence: "验收单"}}
	then := site.get("/tasks/T-1?as_of=2023-06-25", http.StatusOK)
	site.has(then, "将于 2023年6月30日 到期，还没有单位上报进展", "这是过去某一天的页面")
	site.lacks(then, "验收单", `name="evidence"`)
	site.has(site.get("/tasks/T-1?as_of=2023-06-25&known_at=now", http.StatusOK), "牵头单位上报 2023年6月20日 已完成", "验收单")
	site.has(site.get("/tasks?as_of=2023-06-25", http.StatusOK), "已完成 0 项")
}

// Without a store of reports nothing is offered and nothing can be sent.
func TestWithoutReportsThereIsNoForm(t *testing.T) {
	site := newSite(t)
	site.lacks(site.get("/tasks/T-1", http.StatusOK), `name="evidence"`)
	site.lacks(site.get("/projects/J-1", http.StatusOK), `name="end_year"`)
	visit(site, "/policy").post("/tasks/T-1", http.StatusNotFound, "state", "done")
}

func TestTaskWorkbook(t *testing.T) {
	kept, at := &dashboardtest.Progress{}, dashboardtest.Now()
	site := newSite(t, func(dependencies *dashboard.Dependencies) {
		dependencies.Progress, dependencies.Now = kept, func() time.Time { return at }
	})
	site.store.Content.Tasks[0].TaskZh, site.store.Content.Tasks[0].Leader = dashboardtest.HostileScript, "=1+1"
	percent := 40
	kept.OnTasks = []metrics.TaskReport{{ReportHead: metrics.ReportHead{Version: "1", Date: metrics.NewDate(2023, 7, 1), SavedAt: dashboardtest.Now().Add(-time.Hour)},
		Task: "T-1", State: metrics.ReportInProgress, Percent: &percent, Evidence: "方案已印发"}}
	file := workbook(t, site, "/tasks.xlsx?state=late")
	rows := rowsOf(t, file, "任务")
	var line []string
	for _, row := range rows {
		if len(row) > 8 && row[1] == dashboardtest.HostileScript {
			line = row
		}
	}
	// 2023-01-01 is day 44927 of a workbook; 30 June is 180 days later, 1 July 181.
	want := []string{"1", dashboardtest.HostileScript, "45107", "逾期", "进行中", "45108", "40", "方案已印发", "=1+1"}
	if line == nil || strings.Join(line[:9], "|") != strings.Join(want, "|") {
		t.Errorf("row %q, want %q", line, want)
	}
	text := ""
	for _, row := range append(rows, rowsOf(t, file, "说明")...) {
		text += strings.Join(row, "|") + "\n"
	}
	for _, wanted := range []string{"任务清单", "截至 2023-07-31", "共 1 项", "筛选条件：到期未报完成", "鄂府办发〔2022〕194号", "填报单位", "/tasks.xlsx?as_of=2023-07-31", "state=late"} {
		if !strings.Contains(text, wanted) {
			t.Errorf("%q is missing", wanted)
		}
	}
	if strings.Contains(text, "培训从业人员") {
		t.Error("the filter is not kept")
	}
	page, err := file.GetPageLayout("任务")
	if err != nil || *page.Size != 9 || *page.Orientation != "landscape" {
		t.Errorf("page %+v, %v; want A4 landscape", page, err)
	}
	repeated := ""
	for _, name := range file.GetDefinedName() {
		if name.Name == "_xlnm.Print_Titles" && name.Scope == "任务" {
			repeated = name.RefersTo
		}
	}
	if repeated != "'任务'!$4:$4" {
		t.Errorf("repeated rows %q, want the header below title, day and filters", repeated)
	}
	address := "/tasks.xlsx?state=late&as_of=2023-07-31&known_at=2023-07-31T01:00:00Z"
	first := site.get(address, http.StatusOK).body
	at = at.Add(26 * time.Hour) // when it is asked must not show
	if again := site.get(address, http.StatusOK).body; again != first {
		t.Error("the same address gives other bytes")
	}
	if got := strings.Join(workbook(t, site, "/tasks.xlsx?lang=en&state=done").GetSheetList(), ","); got != "Tasks,Notes" {
		t.Errorf("sheets %s", got)
	}
}

func TestTaskAnswers(t *testing.T) {
	site, kept := progressSite(t)
	kept.OnTasks = []metrics.TaskReport{{ReportHead: metrics.ReportHead{Version: "1", Date: metrics.NewDate(2023, 7, 1), SavedAt: dashboardtest.Now()}, Task: "T-2", State: metrics.ReportDone, Evidence: "x"}}
	type answered struct {
		Total int
		Tasks []struct {
			Code   string
			State  string
			Report *struct{ Evidence string }
		}
		Tally struct{ Counts map[string]int }
		Next  string
	}
	read := func(path string) (got answered) {
		t.Helper()
		if err := json.Unmarshal([]byte(site.get(path, http.StatusOK).body), &got); err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := read("/api/v1/tasks?limit=1")
	if first.Total != 2 || len(first.Tasks) != 1 || first.Tasks[0].Code != "T-1" || first.Tasks[0].State != "unreported" || first.Tasks[0].Report != nil || first.Next == "" || first.Tally.Counts["done"] != 1 {
		t.Errorf("first part %+v", first)
	}
	second := read("/api/v1/tasks?limit=1&cursor=" + first.Next)
	if len(second.Tasks) != 1 || second.Tasks[0].Code != "T-2" || second.Tasks[0].State != "done" || second.Tasks[0].Report.Evidence != "x" || second.Next != "" {
		t.Errorf("second part %+v", second)
	}
	for _, query := range []string{"limit=0", "cursor=%21", "cursor=Tk9USElORw", "state=x", "state=done&cursor=" + first.Next} { // the last: of another question
		site.get("/api/v1/tasks?"+query, http.StatusBadRequest)
	}
}

// Pages that show demonstration data show the reports made for demonstration and no real
// ones, the other pages the reverse; programs read real ones only. What is reported on a
// page joins those that stand there.
func TestReportsForDemonstrationStayApart(t *testing.T) {
	kept := &dashboardtest.Progress{}
	site := newSite(t, offerDemonstration, func(dependencies *dashboard.Dependencies) { dependencies.Progress = kept })
	head := func(version string) metrics.ReportHead {
		return metrics.ReportHead{Version: version, Date: metrics.NewDate(2023, 7, 1), SavedBy: "planner", SavedAt: dashboardtest.Now()}
	}
	kept.OnTasks = []metrics.TaskReport{
		{ReportHead: head("1"), Task: "T-1", State: metrics.ReportDone, Evidence: "凭空而来", Demonstration: true},
		{ReportHead: head("2"), Task: "T-1", State: metrics.ReportInProgress, Evidence: "确有其事"},
	}
	shown := site.get("/tasks/T-1", http.StatusOK)
	site.has(shown, "凭空而来", "演示数据", `action="/tasks/T-1"`)
	site.lacks(shown, "确有其事")
	other := site.get("/tasks/T-1?demo=0", http.StatusOK)
	site.has(other, "确有其事", `action="/tasks/T-1?demo=0"`)
	site.lacks(other, "凭空而来")
	if answer := site.get("/api/v1/tasks", http.StatusOK).body; strings.Contains(answer, "凭空而来") || !strings.Contains(answer, "确有其事") {
		t.Errorf("programs do not read the real report alone: %s", answer)
	}
	// Leaders are people: nothing that is made up is counted under their names.
	content := dashboardtest.Catalogue()
	content.Tasks[0].Leader = "副市长"
	site.store.Content = content.Index()
	site.lacks(site.get("/tasks", http.StatusOK), `id="leaders"`)
	site.has(site.get("/tasks?demo=0", http.StatusOK), `id="leaders"`)
}
