package warehouse_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
)

// openKey opens a store and returns the key of the problem it meets.
func openKey(t *testing.T, dsn string) *metrics.Problem {
	t.Helper()
	store, err := warehouse.Open(t.Context(), dsn, warehouse.Options{})
	if err == nil {
		_ = store.Close()
		t.Fatalf("%s opened", dsn)
	}
	problem := metrics.AsProblem(err)
	if problem == nil {
		t.Fatalf("%s: %v is not told to people", dsn, err)
	}
	return problem
}

func TestMalformedAddress(t *testing.T) {
	for _, dsn := range []string{"", "embedded:", "clickhouse", "clickhouse://", "clickhouse://user:secret@host:port/db"} {
		problem := openKey(t, dsn)
		if problem.Key != "store.dsn_form" {
			t.Errorf("%q: %s, want store.dsn_form", dsn, problem.Key)
		}
		if strings.Contains(problem.Error(), "secret") {
			t.Errorf("the message tells the password: %s", problem)
		}
	}
}

func TestUnreachableServer(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := listener.Addr().String()
	must(t, listener.Close()) // nobody answers there now
	for _, scheme := range []string{"clickhouse://", "http://"} {
		problem := openKey(t, scheme+address+"/db")
		if problem.Key != "store.unreachable" || !strings.Contains(problem.Arguments["address"], address) {
			t.Errorf("%s: %s, want store.unreachable with the address", scheme, problem)
		}
	}
}

func TestWrongPassword(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-ClickHouse-Exception-Code", "516")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "Code: 516. DB::Exception: planner: Authentication failed: password is incorrect. (AUTHENTICATION_FAILED)")
	}))
	defer server.Close()
	if problem := openKey(t, "http://planner:wrong@"+server.Listener.Addr().String()+"/db"); problem.Key != "store.wrong_password" {
		t.Errorf("%s, want store.wrong_password", problem)
	}
}

func TestServerThatIsTooOld(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		revision, err := strconv.ParseUint(r.URL.Query().Get("client_protocol_version"), 10, 64)
		if err != nil {
			t.Error(err)
		}
		var block proto.Block
		for _, kind := range []column.Type{"String", "String", "UInt32", "String"} {
			if err := block.AddColumn("c", kind); err != nil {
				t.Error(err)
			}
		}
		var buffer chproto.Buffer
		if err := errors.Join(block.Append("old", "23.8.2.7", uint32(54465), "UTC"), block.Encode(&buffer, revision)); err != nil {
			t.Error(err)
		}
		_, _ = w.Write(buffer.Buf)
	}))
	defer server.Close()
	problem := openKey(t, "http://"+server.Listener.Addr().String()+"/db")
	if problem.Key != "store.server_too_old" || !strings.HasPrefix(problem.Arguments["version"], "23.8") {
		t.Errorf("%s, want store.server_too_old for 23.8", problem)
	}
}

// childTask makes this test program open a store and print what it met: library and
// lock belong to a whole process.
const childTask = "ZHIBIAO_TEST_CHILD_DSN"

func childOpens(t *testing.T, dsn string, environment ...string) string {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(append(os.Environ(), childTask+"="+dsn), environment...)
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("child: %v\n%s", err, output)
	}
	return string(output)
}

func TestSecondProcessOnTheSameFolder(t *testing.T) {
	if output := childOpens(t, "embedded:"+folder); !strings.Contains(output, "child: store.folder_locked") {
		t.Errorf("child said %s, want store.folder_locked", output)
	}
}

func TestMissingLibrary(t *testing.T) {
	output := childOpens(t, "embedded:"+t.TempDir(), embedded.LibraryVariable+"="+t.TempDir()+"/nothing.so")
	if !strings.Contains(output, "child: store.library_missing") {
		t.Errorf("child said %s, want store.library_missing", output)
	}
}

func TestUnusableLibrary(t *testing.T) {
	path := t.TempDir() + "/text.so"
	must(t, os.WriteFile(path, []byte("not a library"), 0o600))
	output := childOpens(t, "embedded:"+t.TempDir(), embedded.LibraryVariable+"="+path)
	if !strings.Contains(output, "child: store.library_unusable") {
		t.Errorf("child said %s, want store.library_unusable", output)
	}
}

func TestSecondFolderInOneProcess(t *testing.T) {
	if problem := openKey(t, "embedded:"+t.TempDir()); problem.Key != "store.one_folder" {
		t.Errorf("%s, want store.one_folder", problem)
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := t.TempDir() + "/file"
	must(t, os.WriteFile(file, nil, 0o600))
	if output := childOpens(t, "embedded:"+file+"/data"); !strings.Contains(output, "child: store.folder_unusable") {
		t.Errorf("child said %s, want store.folder_unusable", output)
	}
}

func TestGivenUpQueryStopsInTheEngine(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		started := time.Now()
		if err := store.Exec(ctx, "SELECT count() FROM numbers_mt(1000000000000) WHERE sipHash64(number) % 7 = 1"); err == nil {
			t.Fatal("the endless query ended")
		}
		if elapsed := time.Since(started); elapsed > 10*time.Second {
			t.Errorf("the caller waited %v", elapsed)
		}
	})
}
