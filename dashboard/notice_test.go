package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
	"zhibiao/schedules/notices/noticestest"
)

// oneNotice is a dispatcher with one notice and, with a mail server, all channels but no
// recipient.
func oneNotice(t *testing.T) (*notices.Dispatcher, *noticestest.Memory) {
	t.Helper()
	records := &noticestest.Memory{}
	dispatcher := notices.New(records, notices.Options{Now: dashboardtest.Now, Channels: map[string]notices.Channel{
		notices.ChannelMail: notices.Mail{}, notices.ChannelWebhook: notices.Webhook{}}})
	if err := dispatcher.Tell(t.Context(), notices.Notice{ID: "run_failed:coal:1", Kind: notices.RunFailed, Subject: "coal", Path: "/schedules/coal",
		Words:   *schedules.NewReason("notice.run_failed", "schedule", "煤炭月报", "schedule_en", "Coal monthly", "due", "2023-07-31 08:00"),
		Details: []schedules.Reason{*schedules.NewReason("job.failed")}}); err != nil {
		t.Fatal(err)
	}
	return dispatcher, records
}

func noticeSite(t *testing.T) (*site, *noticestest.Memory) {
	t.Helper()
	dispatcher, records := oneNotice(t)
	return newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Notices = dispatcher }), records
}

// A leader reads that a schedule failed, but keeps neither schedules nor recipients: the page
// offers no way that ends at a closed door.
func TestNoticesOfferOnlyWhatMayBeOpened(t *testing.T) {
	dispatcher, _ := oneNotice(t)
	h := newHouse(t, func(dependencies *dashboard.Dependencies) {
		dependencies.Notices, dependencies.Scheduler = dispatcher, struct{ dashboard.Scheduler }{}
	}, account("li", metrics.RoleLeader), account("chen", metrics.RoleReviewer), account("wang", metrics.RoleStatistician))
	ways := []string{`href="/schedules/coal"`, `href="/notices/deliveries"`, `href="/notices/recipients"`}
	for person, open := range map[string]int{"li": 0, "chen": 2, "wang": 3} {
		reader := h.enter(person)
		page := reader.get("/notices", http.StatusOK)
		reader.has(page, "计划任务“煤炭月报”")
		reader.has(page, ways[:open]...)
		reader.lacks(page, ways[open:]...)
	}
}

func TestBellCountsWhatTheReaderHasNotSeen(t *testing.T) {
	site, _ := noticeSite(t)
	person := visit(site, "/notices/recipients/new")
	person.has(person.get("/", http.StatusOK), `class="bell-count">1<`)
	page := person.get("/notices", http.StatusOK)
	person.has(page, "计划任务“煤炭月报”（应于2023-07-31 08:00运行）失败。", "作业执行失败", `href="/schedules/coal"`, "新</b>")
	person.lacks(page, `class="bell-count"`)
	person.lacks(person.get("/", http.StatusOK), `class="bell-count"`)
	person.has(site.get("/notices?lang=en&kind=run_failed", http.StatusOK), "The schedule “Coal monthly”, due at 2023-07-31 08:00, failed.")
	person.has(person.get("/notices?kind=digest", http.StatusOK), "没有提醒")
	site.has(site.get("/notices?kind=gossip", http.StatusBadRequest), "没有“gossip”这类提醒")
}

func TestRecipientIsAddedChangedRemovedAndPutBack(t *testing.T) {
	site, records := noticeSite(t)
	person := visit(site, "/notices/recipients/new")
	form := []string{"name", "statistics", "title", "统计科", "channel", "webhook", "address", "https://robot.example/in?key=secret",
		"secret", "sign", "language", "zh", "rhythm", "at_once", "kinds", "run_failed"}
	person.post("/notices/recipients", http.StatusSeeOther, form...)
	list := person.get("/notices/recipients?done=saved", http.StatusOK)
	person.has(list, "已保存", "统计科", "https://robot.example/…", "运行失败或错过")
	edit := person.get("/notices/recipients/statistics", http.StatusOK)
	person.has(edit, "已设置 https://robot.example/…；留空则不变", "已设置；留空则不变")
	for _, page := range []string{list.body, edit.body} {
		if strings.Contains(page, "key=secret") || strings.Contains(page, `"sign"`) {
			t.Error("a secret stands on a page")
		}
	}
	// What is left empty is kept.
	person.post("/notices/recipients/statistics", http.StatusSeeOther, "title", "统计一科", "channel", "webhook", "language", "en", "rhythm", "daily", "kinds", "digest")
	stored, err := records.Recipients(t.Context())
	if err != nil || len(stored) != 1 || stored[0].Address != "https://robot.example/in?key=secret" || stored[0].Secret != "sign" ||
		stored[0].Title != "统计一科" || stored[0].Rhythm != notices.Daily {
		t.Errorf("stored %+v, %v", stored, err)
	}
	person.post("/notices/recipients/statistics/try", http.StatusSeeOther)
	told, err := records.Notices(t.Context(), time.Time{}, 1)
	if err != nil || told[0].Kind != notices.Trial || told[0].To != "statistics" {
		t.Errorf("told %+v, %v", told, err)
	}
	removed := person.post("/notices/recipients/statistics/remove", http.StatusSeeOther).header.Get("Location")
	page := person.get(removed, http.StatusOK)
	person.has(page, "已移除", "/notices/recipients/statistics/restore")
	person.lacks(page, "统计一科")
	person.post("/notices/recipients/statistics/restore", http.StatusSeeOther)
	person.has(person.get("/notices/recipients", http.StatusOK), "统计一科")
	person.has(person.post("/notices/recipients", http.StatusUnprocessableEntity, form...), "代号“statistics”")
	person.get("/notices/recipients/nobody", http.StatusNotFound)
}

func TestWrongRecipientIsExplainedAndKeepsTheInput(t *testing.T) {
	site, records := noticeSite(t)
	person := visit(site, "/notices/recipients/new")
	person.has(person.post("/notices/recipients", http.StatusUnprocessableEntity, "name", "a", "title", "甲", "channel", "mail",
		"address", "nobody", "language", "zh", "rhythm", "weekly", "kinds", "digest"), "没有保存", "“nobody”不是邮箱地址", `value="nobody"`, `value="甲"`)
	person.has(person.post("/notices/recipients", http.StatusUnprocessableEntity, "name", "a", "title", "甲", "channel", "mail",
		"address", "a@b.example", "language", "zh", "rhythm", "weekly", "kinds", "digest", "organisations", "O-NOWHERE"), "没有单位“O-NOWHERE”")
	if stored, _ := records.Recipients(t.Context()); len(stored) != 0 {
		t.Errorf("stored %+v", stored)
	}
}

func TestDeliveriesAreShown(t *testing.T) {
	site, records := noticeSite(t)
	if err := records.RecordDelivery(t.Context(), notices.Delivery{ID: "1", Recipient: "gone", Channel: notices.ChannelMail, Notices: []string{"a", "b"},
		Attempt: 3, At: dashboardtest.Now(), Outcome: notices.Failed, Reason: schedules.NewReason("delivery.timeout"), Detail: "smtp://user:password@host"}); err != nil {
		t.Fatal(err)
	}
	page := site.get("/notices/deliveries", http.StatusOK)
	site.has(page, "失败，将重试", "对方30秒内没有应答", "邮件")
	site.lacks(page, "password")
}
