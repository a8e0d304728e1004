package dashboard_test

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

// mostHeld bounds what a workbook of 204,000 values holds on its whole way, from the store
// to the kept file and the answer. A request may take 150 MiB of the process; what the
// garbage collector lets pile up and what the engine takes for its answers are not counted
// here and are left a quarter of that. The values alone are more than 100 MiB when they are
// held, and each sheet of excelize's stream writer up to 32 MiB: holding either shows.
const mostHeld = 110 << 20

func TestALongWorkbookIsNotHeldInMemory(t *testing.T) {
	keep, kept := keepReports(t)
	store := dashboardtest.NewLong(3400, 60)
	site := newSite(t, keep, func(dependencies *dashboard.Dependencies) { dependencies.Store = store })
	for number, path := range []string{"/plans/" + dashboardtest.LongPlan + ".xlsx", "/indicators.xlsx"} {
		answer := &countedAnswer{header: http.Header{}}
		held := mostHeldBy(func() { site.handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil)) })
		reports, err := kept.Reports(t.Context())
		if err != nil || len(reports) != number+1 {
			t.Fatalf("%s: %d reports are kept: %v", path, len(reports), err)
		}
		// A value takes no less than five bytes of the file, however well it is packed.
		if answer.status != http.StatusOK || answer.size != reports[number].Size || answer.size < 1_000_000 {
			t.Fatalf("%s: status %d, %d bytes came, %d are kept", path, answer.status, answer.size, reports[number].Size)
		}
		t.Logf("%s: %d MiB held at most", path, held>>20)
		if held > mostHeld {
			t.Errorf("%s: %d MiB held at most, want no more than %d", path, held>>20, mostHeld>>20)
		}
	}
}

// countedAnswer lets go of what it is given.
type countedAnswer struct {
	header http.Header
	status int
	size   int64
}

func (a *countedAnswer) Header() http.Header    { return a.header }
func (a *countedAnswer) WriteHeader(status int) { a.status = status }
func (a *countedAnswer) Write(content []byte) (int, error) {
	a.size += int64(len(content))
	return len(content), nil
}

// mostHeldBy is how much a piece of work holds at most beside what was held before: what
// the garbage collector, which it makes run often, finds to be in use.
func mostHeldBy(work func()) (most uint64) {
	defer debug.SetGCPercent(debug.SetGCPercent(30))
	runtime.GC()
	before := inUse()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				most = max(most, inUse())
			}
		}
	}()
	work()
	close(stop)
	<-stopped
	return max(most, before) - before
}

// inUse is what the last collection found to be in use.
func inUse() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}
