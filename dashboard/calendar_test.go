package dashboard_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// calendarSite has a daily schedule with ten days of records, one that runs every ten
// minutes with one day of records, and one that was down for weeks. The clock of the
// tests shows 9:30 on 31 July 2023, a Monday.
func calendarSite(t *testing.T) *site {
	t.Helper()
	ctx, records := context.Background(), &schedulestest.Memory{}
	calendar, err := schedules.ChinaCalendar()
	if err != nil {
		t.Fatal(err)
	}
	jobs := map[string]schedules.Job{"job": func(context.Context, schedules.Occasion) (schedules.Result, error) { return schedules.Result{}, nil }}
	scheduler := schedules.New(records, jobs, schedules.Options{Now: dashboardtest.Now, Calendar: calendar})
	for _, schedule := range []schedules.Schedule{
		{Name: "daily", TitleZh: "每日<b>", TitleEn: "Daily", Job: "job", Spec: "0 8 * * *"},
		{Name: "often", TitleZh: "频繁的", TitleEn: "Often", Job: "job", Spec: "*/10 * * * *"},
		{Name: "night", TitleZh: "夜间的", TitleEn: "Night", Job: "job", Spec: "50 23 1 1 *"},
		{Name: "down", TitleZh: "停过的", TitleEn: "Down", Job: "job", Spec: "0 7 1 * *"},
	} {
		if err := scheduler.Save(ctx, schedule); err != nil {
			t.Fatal(err)
		}
	}
	keep := func(occurrence schedules.Occurrence) {
		t.Helper()
		if err := records.RecordOccurrence(ctx, occurrence); err != nil {
			t.Fatal(err)
		}
	}
	for day := 21; day <= 30; day++ {
		due := time.Date(2023, 7, day, 0, 0, 0, 0, time.UTC) // 8:00 in Shanghai
		occurrence := schedules.Occurrence{Schedule: "daily", DueAt: due, Outcome: schedules.OutcomeDone,
			StartedAt: due.Add(2 * time.Second), FinishedAt: due.Add(2*time.Second + time.Duration(day)*time.Second)}
		switch day {
		case 24:
			occurrence.Outcome, occurrence.Reason, occurrence.Detail = schedules.OutcomeFailed, schedules.NewReason("job.failed"), "folder is missing"
		case 25:
			occurrence = schedules.Occurrence{Schedule: "daily", DueAt: due, Outcome: schedules.OutcomeMissed, Reason: schedules.NewReason("schedule.missed")}
		case 26:
			occurrence = schedules.Occurrence{Schedule: "daily", DueAt: due, Outcome: schedules.OutcomeSkipped, Reason: schedules.NewReason("schedule.skipped.paused")}
		}
		keep(occurrence)
	}
	for number := range 144 { // 20 July in Shanghai
		due := time.Date(2023, 7, 19, 16, 10*number, 0, 0, time.UTC)
		occurrence := schedules.Occurrence{Schedule: "often", DueAt: due, StartedAt: due, FinishedAt: due.Add(time.Second), Outcome: schedules.OutcomeDone}
		if number == 90 { // 15:00
			occurrence.Outcome, occurrence.Reason = schedules.OutcomeFailed, schedules.NewReason("job.timeout", "timeout", "1m")
		}
		keep(occurrence)
	}
	night := time.Date(2023, 7, 9, 15, 50, 0, 0, time.UTC) // 23:50 in Shanghai, for half an hour
	keep(schedules.Occurrence{Schedule: "night", DueAt: night, StartedAt: night, FinishedAt: night.Add(30 * time.Minute), Outcome: schedules.OutcomeDone})
	for number := range 30 { // an hour of failures every two minutes
		due := time.Date(2023, 7, 12, 2, 2*number, 0, 0, time.UTC)
		keep(schedules.Occurrence{Schedule: "often", DueAt: due, StartedAt: due, FinishedAt: due, Outcome: schedules.OutcomeFailed})
	}
	keep(schedules.Occurrence{Schedule: "down", DueAt: time.Date(2023, 7, 3, 0, 0, 0, 0, time.UTC), Outcome: schedules.OutcomeMissed,
		Reason: schedules.NewReason("schedule.missed.many", "count", "75", "first", "2023-06-29T08:00:00+08:00", "last", "2023-07-03T08:00:00+08:00")})
	return newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Scheduler = scheduler })
}

// dayCell returns the text of a day of the calendar without its tags.
func dayCell(t *testing.T, page answer, day string) string {
	t.Helper()
	for _, cell := range regexp.MustCompile(`(?s)<td.*?</td>`).FindAllString(page.body, -1) {
		if strings.Contains(cell, `href="/schedules/day?day=`+day+`"`) {
			return strings.Join(strings.Fields(tag.ReplaceAllString(cell, " ")), " ")
		}
	}
	t.Fatalf("the calendar has no day %s", day)
	return ""
}

// July 2023 begins on a Saturday and has 31 days: five empty places, and six weeks. The
// daily schedule was due at 8 on 31 July, before the clock of the tests, and nothing
// runs here; the one of every ten minutes has (24 − 9.5) × 6 = 87 times left on that day.
func TestCalendarCountsByDay(t *testing.T) {
	site := calendarSite(t)
	page := site.get("/schedules/calendar", http.StatusOK)
	site.has(page, "2023年7月", "/schedules/calendar?month=2023-06", "/schedules/calendar?month=2023-08", `aria-current="date"`, "每日&lt;b&gt;")
	if weeks := strings.Count(page.body, "<tr>"); weeks != 7 || strings.Count(page.body, `<td class="vacant">`) != 11 {
		t.Errorf("%d rows with that of the heading, %d empty places; want 7 and 11", weeks, strings.Count(page.body, `<td class="vacant">`))
	}
	for day, want := range map[string]string{
		"2023-07-21": "21 周五 完成 1",
		"2023-07-22": "22 周六 休 完成 1",
		"2023-07-24": "24 周一 失败 1 每日&lt;b&gt;",
		"2023-07-25": "25 周二 错过 1 每日&lt;b&gt;",
		"2023-07-26": "26 周三 跳过 1",
		"2023-07-20": "20 周四 频繁 失败 1 完成 143 频繁的",
		"2023-07-02": "2 周日 休 错过 停过的",
		"2023-07-03": "3 周一 错过 75 停过的",
		"2023-07-04": "4 周二",
		"2023-07-31": "31 周一 今天 频繁 待执行 87",
	} {
		if got := dayCell(t, page, day); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	june := site.get("/schedules/calendar?month=2023-06", http.StatusOK)
	if got := dayCell(t, june, "2023-06-30"); got != "30 周五 错过 停过的" {
		t.Errorf("the record that ends in July does not reach back: %q", got)
	}
	if got := dayCell(t, june, "2023-06-28"); got != "28 周三" {
		t.Errorf("28 June: %q", got)
	}
}

// The State Council's notice for 2023: 29 September to 6 October off, 7 and 8 October,
// Saturday and Sunday, worked. 1 August is a day of the daily, the frequent and the
// monthly schedule.
func TestCalendarShowsDaysOffAndWhatIsToCome(t *testing.T) {
	site := calendarSite(t)
	october := site.get("/schedules/calendar?month=2023-10", http.StatusOK)
	for day, want := range map[string]string{
		"2023-10-01": "1 周日 休 中秋节、国庆节 待执行 2 频繁 待执行 144",
		"2023-10-07": "7 周六 班 调休上班 中秋节、国庆节 待执行 1 频繁 待执行 144",
		"2023-10-09": "9 周一 待执行 1 频繁 待执行 144",
		"2023-10-14": "14 周六 休 待执行 1 频繁 待执行 144",
	} {
		if got := dayCell(t, october, day); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	english := site.get("/schedules/calendar?month=2023-08&lang=en", http.StatusOK)
	if got := dayCell(t, english, "2023-08-01"); got != "1 Tue To come 2 Frequent To come 144" {
		t.Errorf("1 August: %q", got)
	}
	site.has(site.get("/schedules/calendar?month=2031-01&lang=zh", http.StatusOK), "2031 年的节假日安排尚未载入")
	site.has(site.get("/schedules/calendar?month=2023-13", http.StatusBadRequest), "2023-13")
	site.get("/schedules/calendar?month=1999-12", http.StatusBadRequest)
	site.lacks(site.get("/schedules/calendar?month=2000-01", http.StatusOK), "month=1999-12")
	site.lacks(site.get("/schedules/calendar?month=2100-12", http.StatusOK), "month=2101-01")
}

// 24 July: 8:00 is a third of the day, 480 of 1440 units.
func TestTimelineOfADay(t *testing.T) {
	site := calendarSite(t)
	page := site.get("/schedules/day?day=2023-07-24", http.StatusOK)
	site.has(page, "2023年7月24日的执行情况", "day=2023-07-23", "day=2023-07-25", "month=2023-07", `<rect class="failed" x="480.0"`,
		"08:00 失败", "作业执行失败", "folder is missing", "24 秒")
	site.lacks(page, `class="present"`, "频繁的")
	often := site.get("/schedules/day?day=2023-07-20", http.StatusOK)
	if marks := strings.Count(often.body, "<rect class="); marks != 24 {
		t.Errorf("%d marks for the hours of a day", marks)
	}
	// The one that failed at 15:00 is told on its own; the rest is added up by the hour.
	site.has(often, "15:00–15:59", "作业超过时限", `<rect class="failed" x="902.0" y="1" width="56.0"`, "00:00 · 完成 6")
	if rows := strings.Count(often.body, `class="plain timeline-at"`); rows != 1 {
		t.Errorf("%d rows, want the one that failed", rows)
	}
	// Half an hour over midnight: until 0:20, 20 of 1440 units, drawn but not counted.
	morning := site.get("/schedules/day?day=2023-07-10", http.StatusOK)
	site.has(morning, `<rect class="done" x="0.0" y="6" width="20.0"`, "只有频繁计划")
	site.lacks(morning, `class="outcome good"`)
	failing := site.get("/schedules/day?day=2023-07-12", http.StatusOK)
	if rows := strings.Count(failing.body, `class="plain timeline-at"`); rows != 20 || !strings.Contains(failing.body, "只列前 20 次") {
		t.Errorf("%d rows of a schedule that failed 30 times", rows)
	}
	today := site.get("/schedules/day?lang=en", http.StatusOK)
	// 9:30 of 24 hours: 570 of 1440 units.
	site.has(today, "Now 09:30", `class="present" d="M570.0 0`, "Runs on 31 Jul 2023", "To come")
	shared := site.get("/schedules/day?day=2023-07-02&lang=zh", http.StatusOK)
	site.has(shared, "合并记录", "共错过 75 次")
	site.has(site.get("/schedules/day?day=2023-07-05", http.StatusOK), "没有应执行的计划")
	site.get("/schedules/day?day=yesterday", http.StatusBadRequest)
	site.get("/schedules/day?day=2101-01-01", http.StatusBadRequest)
}

// Ten due times, one left out on purpose, one failed, one missed: 7 of 9, 77.8 %. The
// good runs took 21, 22, 23, 27, 28, 29 and 30 seconds: the median is 27. All began
// 2 seconds late.
func TestFiguresOfASchedule(t *testing.T) {
	site := calendarSite(t)
	page := site.get("/schedules/daily", http.StatusOK)
	site.has(page, "78%", "应执行 9 次，完成 7 次", "失败 1 次", "错过或被占用 1 次", "另有 1 次按规定不执行", "2023-07-30 08:00:00",
		"到点后 2 秒", "平常 2 秒", "30 秒", "平常 27 秒（21 秒 至 30 秒）", "之后已恢复正常", "作业执行失败", "folder is missing", "2023-08-01 08:00")
	if marks := strings.Count(page.body, `/schedules/day?day=2023-07-2`); marks < 9 {
		t.Errorf("%d links to days", marks)
	}
	// 30 seconds of four times 27: 30/108 of 96 units are 26.7; the median stands at 24.
	site.has(page, `<rect class="took" x="0" y="3" width="26.7"`, `class="median" d="M24 0`)
	site.has(site.get("/schedules/often", http.StatusOK), "最近 100 条记录，自 2023-07-20", "99 次", "最近一次失败", "99%")
	site.has(site.get("/schedules/down", http.StatusOK), "应执行 75 次，完成 0 次", "还没有成功过", "0%")
}

// The import began within the run of the schedule; another schedule's did not.
func TestHistoryLinksTheImportsOfARun(t *testing.T) {
	site := calendarSite(t)
	began := time.Date(2023, 7, 30, 0, 0, 10, 0, time.UTC)
	for i := range site.store.RunList {
		site.store.RunList[i].Schedule = ""
	}
	run := site.store.RunList[0]
	run.Schedule, run.StartedAt, run.File = "daily", began, "july.xlsx"
	site.store.RunList = append(site.store.RunList, run)
	site.has(site.get("/schedules/daily", http.StatusOK), fmt.Sprintf(`<a href="/runs/%s">july.xlsx</a>`, run.ID))
	site.lacks(site.get("/schedules/often", http.StatusOK), "july.xlsx")
}
