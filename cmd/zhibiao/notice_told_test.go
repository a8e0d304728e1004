package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"zhibiao/ingest"
	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
	"zhibiao/schedules/notices/noticestest"
)

// A file of which half the rows are refused is found by the job, and told by mail and to
// a group robot, over real conversations. The clock of the dispatcher is two minutes
// ahead, so that the wait for further notices is over.
func TestPeopleAreTold(t *testing.T) {
	i, r, folder := catalogued(t, commandLine{})

	file := filepath.Join(folder, "half.csv")
	must(t, os.WriteFile(file, []byte("指标,时期,数值\n煤炭产量,2022,79000\n没有的指标,2022,1\n"), 0o600))
	_, err := r.importer.Import(t.Context(), ingest.Submission{Feed: "published-actuals", FileName: "half.csv", Path: file, Actor: "tester"})
	must(t, err)

	office := noticestest.OpenPostOffice(t, false)
	robot := openRobot(t)
	server, err := notices.ParseMailServer("smtp://zhibiao:right@" + office.Address + "?from=zhibiao@gov.example&ca=" + office.Authority)
	must(t, err)
	dispatcher := notices.New(noticeRecords{r.store}, notices.Options{Wording: i.terminal.wording(), PublicURL: "https://zhibiao.example",
		Channels: map[string]notices.Channel{notices.ChannelMail: notices.Mail{Server: server}, notices.ChannelWeCom: notices.WeCom{Client: notices.NewWebhookClient()}},
		Now:      func() time.Time { return time.Now().Add(2 * time.Minute) }})
	recipient := notices.Recipient{Name: "statistics", Title: "统计科", Language: "zh", Rhythm: notices.AtOnce,
		Kinds: []notices.Kind{notices.RowsRejected}, Channel: notices.ChannelMail, Address: "statistics@gov.example"}
	must(t, noticeRecords{r.store}.SaveRecipient(t.Context(), recipient))
	recipient.Name, recipient.Channel, recipient.Address, recipient.Language = "group", notices.ChannelWeCom, robot.URL, "en"
	must(t, noticeRecords{r.store}.SaveRecipient(t.Context(), recipient))

	result, err := r.watch(t.Context(), schedules.Occasion{DueAt: time.Now()})
	must(t, err)
	if !result.Changed {
		t.Fatalf("nothing was found: %+v", result)
	}
	if again, err := r.watch(t.Context(), schedules.Occasion{DueAt: time.Now()}); err != nil || again.Changed {
		t.Errorf("looking twice finds it twice: %+v, %v", again, err)
	}
	ctx, done := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { dispatcher.Run(ctx); close(ended) }()
	t.Cleanup(func() { done(); <-ended })
	for deadline := time.Now().Add(20 * time.Second); len(office.Letters()) == 0 || robot.heard() == ""; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("letters %v, robot %q", office.Letters(), robot.heard())
		}
	}
	if letter := office.Letters()[0]; letter.To != "statistics@gov.example" || !letter.Secure || !strings.Contains(letter.Content, "half.csv") {
		t.Errorf("the letter is %+v", letter)
	}
	if text := robot.heard(); !strings.Contains(text, "Of 2 rows in the file half.csv of the feed") || !strings.Contains(text, "1 were rejected") ||
		!strings.Contains(text, "(https://zhibiao.example/runs/") {
		t.Errorf("the robot heard %q", text)
	}
	known, err := r.store.Runs(t.Context(), metrics.RunQuery{Feed: "published-actuals"})
	must(t, err)
	if len(known) != 1 || known[0].State != metrics.RunPublished {
		t.Errorf("telling changed the runs: %+v", known)
	}
}

// robot is a real HTTP server that takes messages as a group robot does.
type robot struct {
	*httptest.Server
	mutex sync.Mutex
	text  string
}

func openRobot(t *testing.T) *robot {
	t.Helper()
	r := &robot{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		content, _ := io.ReadAll(request.Body)
		r.mutex.Lock()
		r.text = string(content)
		r.mutex.Unlock()
		_, _ = io.WriteString(w, `{"errcode":0,"errmsg":"ok"}`)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *robot) heard() string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.text
}
