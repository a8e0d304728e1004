package dashboard_test

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// scheduleSite has one schedule, daily at eight in the morning, that failed last time.
func scheduleSite(t *testing.T) (*site, *schedulestest.Memory, chan struct{}) {
	t.Helper()
	records := &schedulestest.Memory{}
	ran := make(chan struct{}, 10)
	jobs := map[string]schedules.Job{"import-folder": func(context.Context, schedules.Occasion) (schedules.Result, error) {
		ran <- struct{}{}
		return schedules.Result{Detail: "3 files", Changed: true}, nil
	}}
	ctx := context.Background()
	scheduler := schedules.New(records, jobs, schedules.Options{Now: dashboardtest.Now})
	if err := scheduler.Save(ctx, schedules.Schedule{Name: "actuals", TitleZh: "公开数据", TitleEn: "Published data",
		Job: "import-folder", Argument: "published-actuals", Spec: "0 8 * * *", ChangedBy: "tester"}); err != nil {
		t.Fatal(err)
	}
	due := time.Date(2023, 7, 31, 0, 0, 0, 0, time.UTC) // 8:00 in Shanghai
	if err := records.RecordOccurrence(ctx, schedules.Occurrence{Schedule: "actuals", DueAt: due, StartedAt: due,
		FinishedAt: due.Add(1500 * time.Millisecond), Outcome: schedules.OutcomeFailed, Reason: schedules.NewReason("job.failed"),
		Detail: "folder is missing"}); err != nil {
		t.Fatal(err)
	}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Scheduler = scheduler })
	return site, records, ran
}

// A reviewer reads when things run and how it went, and is offered nothing that the routes
// refuse; a statistician keeps the schedules.
func TestSchedulesOfferWhatTheReaderMayDo(t *testing.T) {
	_, records, _ := scheduleSite(t)
	scheduler := schedules.New(records, map[string]schedules.Job{"import-folder": nil}, schedules.Options{Now: dashboardtest.Now})
	h := newHouse(t, func(d *dashboard.Dependencies) { d.Scheduler = scheduler }, account("chen", metrics.RoleReviewer), account("li", metrics.RoleStatistician))
	acts := []string{"/schedules/new", "/schedules/actuals/run", "/schedules/actuals/pause"}
	reviewer, statistician := h.enter("chen"), h.enter("li")
	list, one := reviewer.get("/schedules", http.StatusOK), reviewer.get("/schedules/actuals", http.StatusOK)
	h.lacks(list, acts...)
	h.lacks(one, append(acts, "保存")...)
	h.has(one, `<fieldset class="stack as-read" disabled>`, `value="0 8 * * *"`, "folder is missing")
	reviewer.post("/schedules/actuals/run", http.StatusForbidden)
	h.has(statistician.get("/schedules", http.StatusOK), acts...)
	own := statistician.get("/schedules/actuals", http.StatusOK)
	h.has(own, append(acts[1:], `<fieldset class="stack as-read">`)...)
}

// The clock of the tests shows 9:30 on 31 July, so today's run is over and the next five
// are on 1 to 5 August.
func TestScheduleListSaysWhenAndHow(t *testing.T) {
	site, _, _ := scheduleSite(t)
	page := site.get("/schedules", http.StatusOK)
	site.has(page, "公开数据", "每天 08:00", "Asia/Shanghai", "2023-08-01 08:00", "2023-08-05 08:00", "失败", "作业执行失败", "folder is missing",
		"2023-07-31 08:00:00", "1.5 秒", "1 个计划最近一次执行失败", "导入监视文件夹中的文件")
	site.lacks(page, "2023-08-06 08:00")
	site.has(site.get("/schedules?lang=en", http.StatusOK), "Published data", "1 schedule failed")
}

func TestWrongScheduleIsExplainedAndKeepsTheInput(t *testing.T) {
	site, records, _ := scheduleSite(t)
	person := visit(site, "/schedules")
	page := person.post("/schedules/actuals", http.StatusUnprocessableEntity, "spec", "0 0 30 2 *", "zone", "Mars/Base", "timeout", "2h",
		"catch_up", "last", "title_zh", "新标题")
	person.has(page, "没有保存", "永远不会执行", "时区“Mars/Base”不存在", `value="0 0 30 2 *"`, `value="Mars/Base"`, `value="新标题"`, `value="2h"`)
	page = person.post("/schedules/actuals", http.StatusUnprocessableEntity, "spec", "0 9 * * *", "timeout", "soon", "catch_up", "last")
	person.has(page, "时限“soon”有误", `value="soon"`, `value="0 9 * * *"`)
	if stored, _ := records.Schedules(context.Background()); stored[0].Spec != "0 8 * * *" {
		t.Errorf("a wrong schedule was stored: %+v", stored[0])
	}
}

func TestScheduleIsChangedPausedAndRetired(t *testing.T) {
	site, records, _ := scheduleSite(t)
	person := visit(site, "/schedules/actuals")
	saved := person.post("/schedules/actuals", http.StatusSeeOther, "spec", " 30  7 * * 1-5 ", "zone", "Asia/Shanghai", "timeout", "30m",
		"catch_up", "none", "title_zh", "公开数据", "job", "other", "argument", "other").header.Get("Location")
	person.has(person.get(saved, http.StatusOK), "已保存", "30 7 * * 1-5", "2023-08-01 07:30")
	stored, err := records.Schedules(context.Background())
	if err != nil || stored[0].Spec != "30 7 * * 1-5" || stored[0].Timeout != 30*time.Minute || stored[0].CatchUp != schedules.CatchUpNone {
		t.Errorf("stored %+v, %v", stored, err)
	}
	if stored[0].Job != "import-folder" || stored[0].Argument != "published-actuals" {
		t.Error("the form changed the job of a schedule")
	}
	if !strings.HasPrefix(stored[0].ChangedBy, "web ") {
		t.Errorf("changed by %q", stored[0].ChangedBy)
	}
	person.post("/schedules/actuals/pause", http.StatusSeeOther)
	person.has(person.get("/schedules?done=paused", http.StatusOK), "已暂停", "恢复", "/schedules/actuals/resume")
	person.post("/schedules/actuals/resume", http.StatusSeeOther)
	person.has(person.get("/schedules", http.StatusOK), "/schedules/actuals/pause")
	person.post("/schedules/actuals", http.StatusSeeOther, "spec", "@daily", "catch_up", "last", "retired", "1")
	person.has(person.get("/schedules", http.StatusOK), "已停用")
	person.post("/schedules/nowhere/pause", http.StatusNotFound)
	person.post("/schedules/nowhere/run", http.StatusNotFound)
	person.post("/schedules/nowhere", http.StatusNotFound, "spec", "@daily")
	person.has(person.post("/schedules/actuals/run", http.StatusUnprocessableEntity), "已停用，不能执行")
}

func TestScheduleRunsNow(t *testing.T) {
	site, _, ran := scheduleSite(t)
	person := visit(site, "/schedules")
	person.has(person.get(person.post("/schedules/actuals/run", http.StatusSeeOther).header.Get("Location"), http.StatusOK), "已开始执行")
	select {
	case <-ran:
	case <-time.After(10 * time.Second):
		t.Fatal("the job did not run")
	}
	deadline := time.Now().Add(10 * time.Second)
	for !strings.Contains(person.get("/schedules/actuals", http.StatusOK).body, "3 files") {
		if time.Now().After(deadline) {
			t.Fatal("the history does not show the run")
		}
		time.Sleep(10 * time.Millisecond)
	}
	person.has(person.get("/schedules/actuals", http.StatusOK), "手动", "完成", "失败", "folder is missing")
}

func TestNewScheduleNeverReplacesAnother(t *testing.T) {
	site, records, _ := scheduleSite(t)
	person := visit(site, "/schedules/new")
	for _, name := range []string{"actuals", "new", "check"} {
		person.has(person.post("/schedules", http.StatusUnprocessableEntity, "name", name, "job", "import-folder", "spec", "@daily", "catch_up", "last"),
			"名称“"+name+"”已被使用")
	}
	person.has(person.post("/schedules", http.StatusUnprocessableEntity, "name", "Größe 1", "job", "nothing", "spec", "1 2", "catch_up", "last"),
		"没有保存", `value="1 2"`, "有 2 段，应为 5 段")
	created := person.post("/schedules", http.StatusSeeOther, "name", "monthly", "job", "import-folder", "argument", "x", "spec", "0 9 10 * *",
		"catch_up", "last", "timeout", "1h").header.Get("Location")
	person.has(person.get(created, http.StatusOK), "已新建", "2023-08-10 09:00", "还没有执行过")
	if stored, _ := records.Schedules(context.Background()); len(stored) != 2 {
		t.Errorf("%d schedules, want 2", len(stored))
	}
}

func TestSpecIsJudgedWhileItIsTyped(t *testing.T) {
	site, _, _ := scheduleSite(t)
	var meaning struct {
		When     string
		Next     []string
		Problems map[string]string
	}
	read := func(query string) {
		t.Helper()
		meaning.When, meaning.Next, meaning.Problems = "", nil, nil
		if err := json.Unmarshal([]byte(site.get("/schedules/check?"+query, http.StatusOK).body), &meaning); err != nil {
			t.Fatal(err)
		}
	}
	read("spec=0+10+*+*+*&zone=UTC") // 10:00 UTC lies ahead of 1:30 UTC on the same day
	if len(meaning.Next) != 5 || meaning.Next[0] != "2023-07-31 10:00" || meaning.When == "" {
		t.Errorf("meaning %+v", meaning)
	}
	read("kind=weekly&weekday=1&weekday=5&weekday=x&time=09:00&zone=UTC") // 31 July 2023 is a Monday, 1:30 UTC
	if len(meaning.Next) != 5 || meaning.Next[1] != "2023-08-04 09:00" || !strings.HasPrefix(meaning.When, "每周一、周五") {
		t.Errorf("meaning %+v", meaning)
	}
	read("spec=TZ%3D0+*+*+*+*+*&zone=Nowhere")
	if meaning.Problems["spec"] == "" || meaning.Problems["zone"] == "" || meaning.When != "" {
		t.Errorf("meaning %+v", meaning)
	}
}

var scheduleKey = regexp.MustCompile(`\b(?:nav|schedule|schedules|job|column|error|frame)\.[a-z_]+[a-z_.]*`)

func TestSchedulePagesInBothLanguages(t *testing.T) {
	site, _, _ := scheduleSite(t)
	for _, language := range []string{"zh", "en"} {
		for _, path := range []string{"/schedules", "/schedules/actuals", "/schedules/new"} {
			address := path + "?lang=" + language
			checkPageText(t, address, site.get(address, http.StatusOK), scheduleKey)
		}
	}
	site.has(site.get("/schedules/nowhere", http.StatusNotFound), "没有名为“nowhere”的定时计划")
}

// What a person chooses without knowing cron is stored as a spec and shown in words.
func TestRhythmIsChosen(t *testing.T) {
	site, records, _ := scheduleSite(t)
	person := visit(site, "/schedules/new")
	base := []string{"job", "import-folder", "zone", "Asia/Shanghai", "timeout", "1h", "catch_up", "all", "catch_up_limit", "12", "overlap", "queue",
		"retries", "3", "retry_wait", "2m", "jitter", "10m", "source", "bureau"}
	tests := []struct {
		name, spec, words string
		fields            []string
	}{
		{"daily", "30 8 * * *", "每天 08:30", []string{"kind", "daily", "time", "08:30"}},
		{"weekly", "0 9 * * 5", "每周五 09:00", []string{"kind", "weekly", "time", "09:00", "weekday", "5"}},
		{"monthly", "0 9 10 * *", "每月 10 日 09:00（北京时间），遇非工作日顺延", []string{"kind", "monthly", "time", "09:00", "day", "10", "days_off", "after"}},
		{"working", "@workday last 17:00", "每月最后一个工作日 17:00", []string{"kind", "working_day", "time", "17:00", "number", "-1"}},
		{"quarterly", "0 9 15 2,5,8,11 *", "每季度第 2 个月 15 日 09:00", []string{"kind", "quarterly", "time", "09:00", "day", "15", "quarter_month", "2"}},
		{"yearly", "0 9 5 3 *", "每年 3 月 5 日 09:00", []string{"kind", "yearly", "time", "09:00", "day", "5", "month", "3"}},
		{"after", "", "“daily”更新数据之后", []string{"kind", "follow", "after", "daily"}},
	}
	for _, test := range tests {
		fields := append(append([]string{"name", test.name}, base...), test.fields...)
		person.has(person.get(person.post("/schedules", http.StatusSeeOther, fields...).header.Get("Location"), http.StatusOK), test.words)
		stored, err := records.Schedules(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, schedule := range stored {
			if schedule.Name == test.name && (schedule.Spec != test.spec || schedule.CatchUp != schedules.CatchUpAll || schedule.CatchUpLimit != 12 ||
				schedule.Overlap != schedules.OverlapQueue || schedule.Retries != 3 || schedule.RetryWait != 2*time.Minute ||
				schedule.Jitter != 10*time.Minute || schedule.Source != "bureau") {
				t.Errorf("stored %+v, want the spec %q", schedule, test.spec)
			}
		}
	}
	page := person.post("/schedules", http.StatusUnprocessableEntity, "name", "wrong", "job", "import-folder", "kind", "weekly", "time", "09:00", "retries", "many")
	person.has(page, "没有保存", "“many”不是整数")
	page = person.post("/schedules", http.StatusUnprocessableEntity, "name", "wrong", "job", "import-folder", "kind", "follow", "after", "nothing", "catch_up", "last")
	person.has(page, "前置计划“nothing”不存在")
}

func TestRunIsStopped(t *testing.T) {
	records := &schedulestest.Memory{}
	began := make(chan struct{})
	jobs := map[string]schedules.Job{"long": func(ctx context.Context, _ schedules.Occasion) (schedules.Result, error) {
		close(began)
		<-ctx.Done()
		return schedules.Result{}, ctx.Err()
	}}
	scheduler := schedules.New(records, jobs, schedules.Options{Now: dashboardtest.Now})
	if err := scheduler.Save(context.Background(), schedules.Schedule{Name: "long", Job: "long", Spec: "0 8 * * *"}); err != nil {
		t.Fatal(err)
	}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Scheduler = scheduler })
	person := visit(site, "/schedules/long")
	person.has(person.post("/schedules/long/stop", http.StatusUnprocessableEntity), "当前没有在执行")
	person.post("/schedules/long/run", http.StatusSeeOther)
	<-began
	person.has(person.get("/schedules/long", http.StatusOK), "/schedules/long/stop", "停止")
	person.has(person.get(person.post("/schedules/long/stop", http.StatusSeeOther).header.Get("Location"), http.StatusOK), "已要求停止")
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(person.get("/schedules/long", http.StatusOK).body, "由 web"); {
		if time.Now().After(deadline) {
			t.Fatal("the history does not say who stopped the run")
		}
		time.Sleep(10 * time.Millisecond)
	}
}
