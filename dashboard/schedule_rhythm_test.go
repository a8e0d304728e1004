package dashboard_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"zhibiao/schedules"
)

// What a person who does not know cron chooses, what it means, and what is refused, in
// the words of the form. The clock of the tests shows 9:30 on Monday 31 July 2023 in
// Shanghai; the third working day of August is Thursday the 3rd, of September Tuesday
// the 5th, of October, whose first working day is Saturday the 7th, Monday the 9th.
func TestRhythmsInWords(t *testing.T) {
	site, _, _ := scheduleSite(t)
	tests := []struct {
		name, query string
		when        string
		next        []string
		note        string
		problem     string
	}{
		{name: "daily", query: "kind=daily&time=08:30", when: "每天 08:30", next: []string{"2023-08-01 08:30", "2023-08-02 08:30"}},
		{name: "Monday and Thursday", query: "kind=weekly&weekday=1&weekday=4&time=08:30", when: "每周一、周四 08:30", next: []string{"2023-08-03 08:30", "2023-08-07 08:30"}},
		{name: "third working day", query: "kind=working_day&number=3&time=09:00", when: "每月第 3 个工作日 09:00", next: []string{"2023-08-03 09:00", "2023-09-05 09:00"}},
		{name: "quarterly on the 15th", query: "kind=quarterly&quarter_month=1&day=15&time=09:00", when: "每季度第 1 个月 15 日 09:00", next: []string{"2023-10-15 09:00", "2024-01-15 09:00"}},
		{name: "1 March", query: "kind=yearly&month=3&day=1&time=09:00", when: "每年 3 月 1 日 09:00", next: []string{"2024-03-01 09:00", "2025-03-01 09:00"}},
		{name: "custom", query: "kind=custom&spec=0+9+*+*+1-5", when: "09:00", next: []string{"2023-08-01 09:00"}},
		{name: "the 31st", query: "kind=monthly&day=31&time=10:00", when: "每月 31 日 10:00", next: []string{"2023-07-31 10:00", "2023-08-31 10:00", "2023-10-31 10:00"}, note: "不是每次都有 31 日"},
		{name: "29 February", query: "kind=yearly&month=2&day=29&time=10:00", next: []string{"2024-02-29 10:00", "2028-02-29 10:00"}, note: "不是每次都有 29 日"},
		{name: "29th of the second months", query: "kind=quarterly&quarter_month=2&day=29&time=10:00", next: []string{"2023-08-29 10:00"}, note: "不是每次都有 29 日"},
		{name: "30th of the first months", query: "kind=quarterly&quarter_month=1&day=30&time=10:00", next: []string{"2023-10-30 10:00"}},
		{name: "no day of the week", query: "kind=weekly&time=08:30", problem: "请至少选择一周中的一天"},
		{name: "no time", query: "kind=daily&time=", problem: "请填写时刻"},
		{name: "half past nothing", query: "kind=daily&time=24:30", problem: "请填写时刻"},
		{name: "30 February", query: "kind=yearly&month=2&day=30&time=08:30", problem: "2 月没有 30 日"},
		{name: "the 40th", query: "kind=monthly&day=40&time=08:30", problem: "1 到 31 日"},
		{name: "month 13", query: "kind=yearly&month=13&day=1&time=08:30", problem: "1 到 31 日"},
		{name: "after nothing", query: "kind=follow", problem: "请选择前置计划"},
		{name: "custom never", query: "kind=custom&spec=0+0+30+2+*", problem: "永远不会执行"},
		{name: "custom too often", query: "kind=custom&spec=@every+5s", problem: "太频繁"},
		{name: "length in Chinese", query: "kind=daily&time=08:30&timeout=" + url.QueryEscape("1 小时 30 分钟"), when: "每天 08:30", next: []string{"2023-08-01 08:30"}},
		{name: "length of nothing", query: "kind=daily&time=08:30&timeout=soon", problem: "时限“soon”有误"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var meaning struct {
				When     string
				Next     []string
				Notes    []string
				Problems map[string]string
			}
			if err := json.Unmarshal([]byte(site.get("/schedules/check?"+test.query, http.StatusOK).body), &meaning); err != nil {
				t.Fatal(err)
			}
			said := ""
			for _, problem := range meaning.Problems {
				said += problem
			}
			if (test.problem == "") != (said == "") || !strings.Contains(said, test.problem) {
				t.Errorf("refused with %q, want %q", said, test.problem)
			}
			if !strings.Contains(meaning.When, test.when) || test.problem != "" && meaning.When != "" {
				t.Errorf("means %q, want %q", meaning.When, test.when)
			}
			for i, want := range test.next {
				if i >= len(meaning.Next) || !strings.HasPrefix(meaning.Next[i], want) {
					t.Errorf("next %v, want %v", meaning.Next, test.next)
					break
				}
			}
			if notes := strings.Join(meaning.Notes, " "); !strings.Contains(notes, test.note) || test.note == "" && strings.Contains(notes, "不是每次") {
				t.Errorf("notes %q, want %q", notes, test.note)
			}
		})
	}
}

// Who does not want to make up a name leaves it empty.
func TestNewScheduleIsNamedAfterItsJob(t *testing.T) {
	site, records, _ := scheduleSite(t)
	person := visit(site, "/schedules/new")
	for _, want := range []string{"import-folder", "import-folder-2"} {
		created := person.post("/schedules", http.StatusSeeOther, "job", "import-folder", "kind", "daily", "time", "08:30", "catch_up", "last",
			"timeout", "30 分钟").header.Get("Location")
		if !strings.HasPrefix(created, "/schedules/"+want+"?") {
			t.Errorf("created %s, want %s", created, want)
		}
	}
	stored, err := records.Schedules(t.Context())
	if err != nil || len(stored) != 3 || stored[1].Timeout != 30*time.Minute || stored[1].Overlap != "" && stored[1].Overlap != schedules.OverlapSkip {
		t.Errorf("stored %+v, %v", stored, err)
	}
	for _, name := range []string{"calendar", "day"} {
		person.has(person.post("/schedules", http.StatusUnprocessableEntity, "name", name, "job", "import-folder", "kind", "daily", "time", "08:30"),
			"名称“"+name+"”已被使用")
	}
}
