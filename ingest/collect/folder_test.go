package collect_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// put writes a file into the watched folder, as a copy over a network does it: in place.
func (b *bench) put(name, text string) string {
	b.Helper()
	folder := filepath.Join(b.root, "inbox", "coal")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// look looks into the watched folder and lists each file with its place and what stands on
// the page beside it.
func (b *bench) look(work *underway.Work) (found []string, err error) {
	b.Helper()
	catalogue, err := b.ledger.Catalogue(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	_, err = b.collector.CollectFolder(b.Context(), *catalogue.Feed("coal"), "hourly", "hourly", work)
	look := b.lastLook()
	for _, file := range look.Files {
		said := string(file.State)
		if file.Problem != nil {
			said += " " + file.Problem.Key
		}
		if file.Waits {
			said += " waits"
		}
		// The name in done and refused begins with the time.
		folder, name := filepath.Split(file.Place)
		found = append(found, strings.TrimPrefix(folder, "inbox/coal/")+" "+name[max(0, len(name)-len(file.Name)):]+" "+said)
	}
	for _, name := range look.Unfinished {
		found = append(found, name+" unfinished")
	}
	return found, err
}

// slowly goes on writing to a file until end is called: empty lines, one after the other.
func slowly(t *testing.T, path string) (end func()) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				_, _ = file.WriteString("\n")
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}

// at returns work that does something once, at a step.
func at(step underway.Step, act func()) *underway.Work {
	done := false
	return underway.Watched(underway.About{Feed: "coal", Actor: "hourly", Schedule: "hourly"}, func(p underway.Progress) {
		if p.Step == step && !done {
			done = true
			act()
		}
	})
}

// A good file, a bad one and one that is being written: what the page says of each.
func TestTheWatchedFolderIsTold(t *testing.T) {
	b := newBench(t, source.Limits{}, nil)
	b.put("a.csv", january)
	b.put("b.csv", "没有表头\n")
	end := slowly(t, b.put("c.csv", both))
	found, err := b.look(nil)
	end()
	want := []string{"done/ a.csv published", "refused/ b.csv failed file.columns_missing", "c.csv unfinished"}
	if diff := cmp.Diff(want, found); diff != "" || problemKey(err) != "file.columns_missing" {
		t.Errorf("%v\n%s", err, diff)
	}
	if diff := cmp.Diff(map[string]string{"2024-01": "100"}, b.values()); diff != "" {
		t.Error(diff)
	}
	// By the next look it is complete.
	if found, err = b.look(nil); err != nil || len(found) != 1 || found[0] != "done/ c.csv published" || b.values()["2024-02"] != "90" {
		t.Errorf("%v, %v, %v", found, err, b.values())
	}
	b.now = b.now.Add(time.Hour)
	// What was found stays on the page when the folder is empty.
	if found, err = b.look(nil); err != nil || len(found) != 1 || b.lastLook().FoundAt.Equal(b.lastLook().At) {
		t.Errorf("%v, %v", found, err)
	}
}

// A file that is replaced while its first version is read: that version is loaded whole,
// and the new one, which nobody has read, stays for the next look.
func TestAFileIsReplacedWhileItIsRead(t *testing.T) {
	for name, replace := range map[string]func(path string) error{
		"written over in place": func(path string) error { return os.WriteFile(path, []byte(both), 0o600) },
		"another in its place": func(path string) error {
			draft := path + ".part"
			if err := os.WriteFile(draft, []byte(both), 0o600); err != nil {
				return err
			}
			return os.Rename(draft, path)
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, source.Limits{}, nil)
			path := b.put("a.csv", january)
			found, err := b.look(at(underway.Reading, func() {
				if err := replace(path); err != nil {
					t.Error(err)
				}
			}))
			if diff := cmp.Diff([]string{" a.csv published waits"}, found); diff != "" || err != nil {
				t.Errorf("%v\n%s", err, diff)
			}
			if diff := cmp.Diff(map[string]string{"2024-01": "100"}, b.values()); diff != "" {
				t.Errorf("one version, whole: %s", diff)
			}
			if found, err = b.look(nil); err != nil || len(found) != 1 || found[0] != "done/ a.csv published" {
				t.Errorf("%v, %v", found, err)
			}
			if diff := cmp.Diff(map[string]string{"2024-01": "101", "2024-02": "90"}, b.values()); diff != "" {
				t.Error(diff)
			}
			events := b.ledger.Events()
			if look := b.lastLook(); look.Files[0].Hash != events[len(events)-1].FileHash {
				t.Error("the page does not say which version")
			}
		})
	}
}

// Who stops one file of a folder wants no other to follow; all of them wait.
func TestALookIsStopped(t *testing.T) {
	b := newBench(t, source.Limits{}, nil)
	b.put("a.csv", january)
	b.put("b.csv", both)
	var work *underway.Work
	work = at(underway.Opening, func() {
		stopped := make(chan struct{})
		go func() { close(stopped); work.Stop("wang") }()
		<-stopped
	})
	found, err := b.look(work)
	if problemKey(err) != "run.stopped" || len(found) != 1 || !strings.HasSuffix(found[0], "run.stopped waits") || len(b.values()) > 0 {
		t.Errorf("%v, %v, %v", found, err, b.values())
	}
	if found, err = b.look(nil); err != nil || len(found) != 2 {
		t.Errorf("the next look: %v, %v", found, err)
	}
	if run := b.ledger.Events(); run[len(run)-1].State != metrics.RunPublished {
		t.Errorf("%+v", run[len(run)-1])
	}
}
