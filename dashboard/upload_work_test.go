package dashboard_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// slowImporter waits at its gate, or panics.
type slowImporter struct {
	gate  chan struct{}
	panic bool
	mutex sync.Mutex
	calls int
}

func (i *slowImporter) DryRun(ctx context.Context, submission ingest.Submission) (ingest.Report, error) {
	i.mutex.Lock()
	i.calls++
	i.mutex.Unlock()
	if i.panic {
		panic("a defect")
	}
	submission.Work.Wait(submission.FileName, true)
	submission.Work.Load("")
	submission.Work.Read(2500, 10000)
	select {
	case <-i.gate:
	case <-ctx.Done():
		return ingest.Report{}, underway.Cause(ctx, ctx.Err())
	}
	return ingest.Report{DryRun: true, Run: metrics.Run{ID: "dry", State: metrics.RunPublished, Counts: metrics.RunCounts{Rows: 10000, New: 10000}}}, nil
}

func (i *slowImporter) Import(context.Context, ingest.Submission) (ingest.Report, error) {
	return ingest.Report{}, errors.New("disk of the store is gone: /secret/path")
}

func (i *slowImporter) Approve(context.Context, string, string, ingest.Approval) error { return nil }
func (i *slowImporter) Return(context.Context, string, string, string) error           { return nil }
func (i *slowImporter) PullBack(context.Context, string, string, string) error         { return nil }
func (i *slowImporter) Withdraw(context.Context, string, string, string) error         { return nil }

func slowSite(t *testing.T, importer *slowImporter, folder string) *site {
	t.Helper()
	return newSite(t, func(dependencies *dashboard.Dependencies) {
		dependencies.Importer, dependencies.UploadFolder = importer, folder
	})
}

func progressOf(t *testing.T, person *visitor, upload string) (running bool, done, total int) {
	t.Helper()
	var state struct {
		Running     bool
		Done, Total int
	}
	if err := json.Unmarshal([]byte(person.get(upload+"/progress", http.StatusOK).body), &state); err != nil {
		t.Fatal(err)
	}
	return state.Running, state.Done, state.Total
}

// Work that takes long answers with its progress; without script the page reloads.
func TestLongCheckShowsItsProgress(t *testing.T) {
	importer := &slowImporter{gate: make(chan struct{})}
	folder := t.TempDir()
	person := visit(slowSite(t, importer, folder), "/imports")
	begun := time.Now()
	upload := person.upload("published-actuals", "big.csv", "x", http.StatusSeeOther).header.Get("Location")
	if waited := time.Since(begun); waited > 10*time.Second {
		t.Errorf("the form answered after %v", waited)
	}
	person.has(person.get(upload, http.StatusOK), "正在逐行检查", `value="2500"`, `max="20000"`, "2,500 / 10,000", `<span data-share>12%`, `http-equiv="refresh"`, "data-progress")
	if running, done, total := progressOf(t, person, upload); !running || done != 2500 || total != 20000 {
		t.Errorf("progress %v %d/%d, want 2500/20000: each row is read and checked", running, done, total)
	}
	person.post(upload+"/check", http.StatusSeeOther) // joins the work that is under way

	// Another program on the same folder knows nothing of the work: it was cut off.
	person.has(slowSite(t, importer, folder).get(upload, http.StatusOK), "处理到一半时程序停止了", "重新试运行")

	close(importer.gate)
	for running := true; running; time.Sleep(10 * time.Millisecond) {
		running, _, _ = progressOf(t, person, upload)
	}
	person.has(person.get(upload, http.StatusOK), "将新增 10,000 个值", "导入 10,000 个值")
	if importer.calls != 1 {
		t.Errorf("checked %d times, want once", importer.calls)
	}

	// An import that fails tells no technical words and offers another check.
	person.post(upload+"/import", http.StatusSeeOther)
	failed := person.get(upload, http.StatusOK)
	person.has(failed, "系统内部出错", "导入失败", "重新试运行")
	person.lacks(failed, "/secret/path")
}

func TestPanicInAnImportIsItsOwn(t *testing.T) {
	person := visit(slowSite(t, &slowImporter{panic: true}, t.TempDir()), "/imports")
	upload := person.upload("published-actuals", "a.csv", "x", http.StatusSeeOther).header.Get("Location")
	person.has(person.get(upload, http.StatusOK), "处理文件时系统内部出错，数据没有改动")
	person.get("/imports", http.StatusOK)
}
