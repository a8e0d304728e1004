package dashboard

import (
	"errors"
	"strings"
	"syscall"
	"testing"

	"zhibiao/metrics"
)

func TestPlainFileName(t *testing.T) {
	long := strings.Repeat("长", 300) + ".csv"
	for given, want := range map[string]string{
		"a.csv": "a.csv", `C:\data\表.xlsx`: "表.xlsx", "../../etc/passwd": "passwd", "a\x00b\n.csv": "ab.csv",
		long: strings.Repeat("长", 196) + ".csv", "": ".", "\xff.csv": ".csv",
	} {
		if got := plainFileName(given); got != want {
			t.Errorf("plainFileName(%q) = %q, want %q", given, got, want)
		}
	}
}

// A cell of CSV that a spreadsheet would compute gets an apostrophe; a number does not.
func TestInert(t *testing.T) {
	for given, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd": "'+cmd", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx",
		"-2.5": "-2.5", "+3": "+3", "托位": "托位", "": "", "a=b": "a=b",
	} {
		if got := inert(given); got != want {
			t.Errorf("inert(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestDiskFullIsToldApart(t *testing.T) {
	if problem := metrics.AsProblem(storageProblem(&wrapped{syscall.ENOSPC})); problem == nil || problem.Key != "upload.disk_full" {
		t.Errorf("problem %v", problem)
	}
	if problem := metrics.AsProblem(storageProblem(errors.New("read-only"))); problem == nil || problem.Key != "upload.storage" {
		t.Errorf("problem %v", problem)
	}
}

type wrapped struct{ cause error }

func (w *wrapped) Error() string { return "write: " + w.cause.Error() }
func (w *wrapped) Unwrap() error { return w.cause }

func TestAttachmentNames(t *testing.T) {
	// 表 is E8 A1 A8 in UTF-8.
	got := attachment("表 1.xlsx", "table 1\".xlsx")
	if want := `attachment; filename="table-1-.xlsx"; filename*=UTF-8''%E8%A1%A8%201.xlsx`; got != want {
		t.Errorf("attachment = %s, want %s", got, want)
	}
	if got := fileNameSafe(`a/b:c*"d"`); got != "a-b-c--d-" {
		t.Errorf("fileNameSafe = %s", got)
	}
}
