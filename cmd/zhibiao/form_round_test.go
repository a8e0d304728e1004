package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard"
	"zhibiao/ingest"
	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
	"zhibiao/schedules/notices/noticestest"
)

// A form goes its whole way over the real store: drafted and sent out on pages, reminded
// of by the button and by the job, told by mail, filled in, laid into the watched folder,
// read back, approved, and shown as answered. Coal output of the city is asked for 2023.
func TestAFormGoesOutAndComesBack(t *testing.T) {
	i, r, _ := catalogued(t, commandLine{})
	office := noticestest.OpenPostOffice(t, false)
	mail, err := notices.ParseMailServer("smtp://zhibiao:right@" + office.Address + "?from=zhibiao@gov.example&ca=" + office.Authority)
	must(t, err)
	withMail := notices.New(noticeRecords{r.store}, notices.Options{Wording: i.terminal.wording(), PublicURL: "https://zhibiao.example",
		Channels: map[string]notices.Channel{notices.ChannelMail: notices.Mail{Server: mail}}, Now: func() time.Time { return time.Now().Add(2 * time.Minute) }})

	open := func(desk *notices.Dispatcher) *visitor {
		pages, err := r.dashboard(false, func(d *dashboard.Dependencies) { d.Notices, d.Reminders = desk, desk })
		must(t, err)
		server := httptest.NewServer(pages.Handler())
		t.Cleanup(server.Close)
		return newVisitor(t, server.URL)
	}
	person := open(r.notices) // without a mail server
	person.send("/forms/new?blank=1", "/forms", "sent", "1", "blank", "1", "title", "煤炭产量填报表", "due", metrics.DateOf(time.Now()).AddDays(2).String())
	forms, err := r.store.Forms(t.Context())
	must(t, err)
	page := "/forms/" + forms[0].Code
	person.send(page+"/edit", page+"/add", "indicator", "COAL-OUTPUT", "periods", "2023")
	issued := person.send(page+"/edit", page+"/issue")
	for _, text := range []string{"填报表已发出", "没有配置邮件服务器", "还没有能收到催报通知的人", "缺 1 项"} {
		if !strings.Contains(issued, text) {
			t.Errorf("the page without mail does not say %q", text)
		}
	}
	form, err := r.store.Form(t.Context(), forms[0].Code)
	must(t, err)
	organisation := form.Rows[0].Organisation

	// With a mail server: the button tells the recipient of the organisation, once a day.
	must(t, noticeRecords{r.store}.SaveRecipient(t.Context(), notices.Recipient{Name: "energy", Title: "能源局办公室", Language: "zh", Rhythm: notices.AtOnce,
		Kinds: []notices.Kind{notices.Reminder}, Organisations: []string{organisation}, Channel: notices.ChannelMail, Address: "energy@gov.example"}))
	person = open(withMail)
	if ready := person.get(page); !strings.Contains(ready, "1 个单位设有通知接收人") || strings.Contains(ready, "没有配置邮件服务器") {
		t.Error("the page with mail does not say who is told")
	}
	person.send(page, page+"/remind")
	if reminded := person.send(page, page+"/remind"); !strings.Contains(reminded, "催报通知已记录") {
		t.Error("the page does not say that it has reminded")
	}
	result, err := r.remind(t.Context(), schedules.Occasion{DueAt: time.Now()}) // the job: due in two days
	must(t, err)
	told, err := withMail.Notices(t.Context(), time.Time{}, 0)
	must(t, err)
	if !result.Changed || len(told) != 2 { // the button twice on one day, and the job
		t.Errorf("the job says %+v, %d notices, want two", result, len(told))
	}
	ctx, done := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { withMail.Run(ctx); close(ended) }()
	t.Cleanup(func() { done(); <-ended })
	for deadline := time.Now().Add(20 * time.Second); len(office.Letters()) == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no letter came")
		}
	}
	if letter := office.Letters()[0]; letter.To != "energy@gov.example" || !strings.Contains(letter.Content, "https://zhibiao.example"+page) {
		t.Errorf("the letter is %+v", letter)
	}

	// The workbook is filled in and comes back through the watched folder, twice.
	inbox := filepath.Join(r.files, "inbox", "forms")
	must(t, os.MkdirAll(inbox, 0o755))
	book := fillForm(t, person.get(page+"/workbook.xlsx"), map[string]any{"J6": 86000, "K3": "综合科"})
	for _, name := range []string{"first.xlsx", "again.xlsx"} {
		must(t, os.WriteFile(filepath.Join(inbox, name), book, 0o600))
		_, err := r.importFolder(t.Context(), schedules.Occasion{Schedule: "forms", Argument: metrics.FormsFeed, DueAt: time.Now()})
		must(t, err)
	}
	runs, err := r.store.Runs(t.Context(), metrics.RunQuery{Feed: metrics.FormsFeed})
	must(t, err)
	if len(runs) != 2 || runs[1].State != metrics.RunReview || runs[1].Counts.New != 1 {
		t.Fatalf("runs %+v", runs)
	}
	if waiting := person.get(page); !strings.Contains(waiting, "待审核") || !strings.Contains(waiting, "综合科") || !strings.Contains(waiting, "1 项数值已报 1 项") {
		t.Error("the page does not say that the answer waits")
	}
	must(t, r.importer.Approve(t.Context(), runs[1].ID, "reviewer", ingest.Approval{}))
	if after, err := r.remind(t.Context(), schedules.Occasion{DueAt: time.Now(), Argument: "organisation=" + organisation}); err != nil || strings.Contains(after.Words.Key, "fail") {
		t.Errorf("the job afterwards: %+v, %v", after, err)
	}
	values, err := r.store.Observations(t.Context(), metrics.ObservationQuery{Scenario: metrics.Actual, Indicators: []string{"COAL-OUTPUT"}})
	must(t, err)
	if len(values) != 1 || values[0].Value.Decimal.String() != "86000" || values[0].Lineage.File != "first.xlsx" || values[0].Lineage.Column != "J" || values[0].Lineage.Row != 6 {
		t.Errorf("values %+v", values)
	}
	if left, err := filepath.Glob(filepath.Join(inbox, "*.xlsx")); err != nil || len(left) != 0 {
		t.Errorf("in the folder are still %v, %v", left, err)
	}
}

// fillForm types values into the only sheet of a form.
func fillForm(t *testing.T, content string, cells map[string]any) []byte {
	t.Helper()
	file, err := excelize.OpenReader(strings.NewReader(content))
	must(t, err)
	defer func() { _ = file.Close() }()
	for cell, value := range cells {
		must(t, file.SetCellValue(file.GetSheetList()[1], cell, value))
	}
	var filled bytes.Buffer
	_, err = file.WriteTo(&filled)
	must(t, err)
	return filled.Bytes()
}
