package returned_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/ingest/returned"
	"zhibiao/metrics"
)

// plainWords tells keys with their arguments, so that tests need no texts.
type plainWords struct{}

func (plainWords) Text(key string, pairs ...any) string {
	if key == "returned.sheet" {
		return "导入结果"
	}
	parts := []string{key}
	for _, part := range pairs {
		parts = append(parts, strings.TrimSpace(strings.ReplaceAll(fmt.Sprint(part), "\n", " ")))
	}
	return strings.Join(parts, " ")
}

func (plainWords) Problem(problem *metrics.Problem) string { return problem.Key }
func (plainWords) Hint(problem *metrics.Problem) string    { return problem.Key + ".hint" }

func write(t *testing.T, path string, result returned.Result) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := returned.Write(&out, path, result, plainWords{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func save(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func reject(sheet string, row int, column, value, key string, warning bool) metrics.Reject {
	return metrics.Reject{Sheet: sheet, Row: row, Column: column, Value: value, Problem: metrics.NewProblem(key), Warning: warning}
}
