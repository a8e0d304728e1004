package dashboard_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/ingest"
)

// endless is a body of two gibibytes that takes no memory, and counts what was read of it.
type endless struct {
	head string
	left int64
	read int64
}

const twoGibibytes = 2 << 30

func (e *endless) Read(block []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := copy(block, e.head)
	e.head = e.head[n:]
	for i := n; i < len(block); i++ {
		block[i] = '1'
	}
	e.left -= int64(len(block))
	e.read += int64(len(block))
	return len(block), nil
}

// An upload of two gibibytes is refused: before a byte of it is read where its size is
// announced, and at the limit where it is not. Nothing of it stays behind.
func TestUploadOfTwoGibibytes(t *testing.T) {
	folder, temporary := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	for name, test := range map[string]struct {
		limit     string // empty: the usual one
		announced int64
		mostRead  int64
	}{
		"announced":     {"", twoGibibytes, 0},
		"not announced": {"40M", -1, 41 << 20}, // more than is held in memory
	} {
		t.Run(name, func(t *testing.T) {
			site, ledger := importSite(t, folder, func(dependencies *dashboard.Dependencies, _ *ingest.Options) {
				dependencies.UploadLimit = test.limit
			})
			person := visit(site, "/imports")
			body := &endless{left: twoGibibytes, head: "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n" +
				"Content-Type: text/csv\r\n\r\n"}
			request := person.carry(httptest.NewRequest(http.MethodPost, "/imports", body))
			request.ContentLength = test.announced
			request.Header.Set("Content-Type", "multipart/form-data; boundary=x")
			request.Header.Set("X-CSRF-Token", person.token)
			got := person.send(request)
			if got.status != http.StatusRequestEntityTooLarge || !strings.Contains(got.body, "提交的内容太大，没有接收。") {
				t.Errorf("status %d, want 413 with its sentence", got.status)
			}
			if body.read > test.mostRead {
				t.Errorf("%d bytes were read, want at most %d", body.read, test.mostRead)
			}
			if events := ledger.Events(); len(events) != 0 {
				t.Errorf("the run ledger has %d rows", len(events))
			}
		})
	}
	for _, left := range []string{folder, temporary} {
		err := filepath.WalkDir(left, func(path string, entry os.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				t.Errorf("%s stays behind", path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
