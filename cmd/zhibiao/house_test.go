package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayKnow says which rooms a room may import; a room may always import what lies
// below its own folder.
var mayKnow = map[string][]string{
	"cmd":               {"dashboard", "schedules", "ingest", "metrics", "metrics/warehouse", "fixtures"},
	"dashboard":         {"ingest", "schedules", "metrics"},
	"ingest":            {"metrics"},
	"schedules":         {},
	"metrics":           {},
	"metrics/warehouse": {"metrics"},
	"fixtures":          {},
}

// onlyIn names the folders that alone may import a library, with what lies below them.
var onlyIn = map[string][]string{
	"github.com/labstack/echo/":       {"dashboard"},
	"github.com/alexedwards/argon2id": {"dashboard/auth"},
	"github.com/coreos/go-oidc/":      {"dashboard"},
	"golang.org/x/oauth2":             {"dashboard"},
	"github.com/go-echarts/":          {"dashboard/charts"},
	"github.com/mozillazg/go-pinyin":  {"dashboard/search"},
	"github.com/yuin/goldmark":        {"dashboard/guide"},
	"github.com/prometheus/":          {"dashboard"},
	"github.com/xuri/excelize/":       {"dashboard", "ingest"},
	"github.com/ClickHouse/":          {"metrics/warehouse"},
	"github.com/ebitengine/purego":    {"metrics/warehouse/embedded"},
	"database/sql":                    {},
	"github.com/robfig/cron/":         {"schedules"},
	"github.com/wneessen/go-mail":     {"schedules/notices"},
	"github.com/emersion/":            {"schedules/notices/noticestest"},
	"go.yaml.in/yaml/":                {"ingest", "schedules"},
	"github.com/expr-lang/expr":       {"metrics"},
	"gonum.org/":                      {"metrics"},
	"github.com/alecthomas/kong":      {"cmd"},
	"github.com/schollz/progressbar/": {"cmd"},
	"golang.org/x/term":               {"cmd"},
	"golang.org/x/text/":              {"cmd", "dashboard", "ingest"},
	// for tests alone
	"github.com/AfterShip/clickhouse-sql-parser": {},
	"github.com/chromedp/":                       {},
	"github.com/google/go-cmp":                   {},
	"github.com/rogpeppe/go-internal":            {},
	"testing":                                    {"schedules/notices/noticestest"},
}

// forbiddenIn names what a room must not reach, so that the same question has the same
// answer everywhere: the domain knows no files, no network and no other process.
var forbiddenIn = map[string][]string{
	"metrics": {"os", "io/fs", "net", "net/http", "log", "log/slog", "embed", "path/filepath"},
}

// TestNoImportRunsBackUpTheHouse holds every file that is not a test against the plan
// of the house.
func TestNoImportRunsBackUpTheHouse(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	for room := range mayKnow {
		err := filepath.WalkDir(filepath.Join(root, filepath.FromSlash(room)), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			folder, err := filepath.Rel(root, filepath.Dir(path))
			if err != nil || roomOf(filepath.ToSlash(folder)) != room {
				return err
			}
			files++
			parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, spec := range parsed.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					return err
				}
				checkImport(t, path, room, filepath.ToSlash(folder), imported)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 200 {
		t.Errorf("only %d files were looked at", files)
	}
}

func checkImport(t *testing.T, path, room, folder, imported string) {
	t.Helper()
	if other, ours := strings.CutPrefix(imported, "zhibiao/"); ours {
		if strings.HasSuffix(imported, "test") && !strings.HasSuffix(folder, "test") {
			t.Errorf("%s: %s is for tests alone", path, imported)
		}
		if other = roomOf(other); other != room && !slices.Contains(mayKnow[room], other) {
			t.Errorf("%s: %s must not import %s", path, room, imported)
		}
		return
	}
	if slices.Contains(forbiddenIn[room], imported) {
		t.Errorf("%s: %s must not import %s", path, room, imported)
	}
	for library, folders := range onlyIn {
		allowed := slices.ContainsFunc(folders, func(allowed string) bool { return strings.HasPrefix(folder+"/", allowed+"/") })
		if strings.HasPrefix(imported, library) && !allowed {
			t.Errorf("%s: %s must not import %s", path, folder, imported)
		}
	}
}

// roomOf returns the room that a folder belongs to.
func roomOf(folder string) string {
	if folder == "metrics/warehouse" || strings.HasPrefix(folder, "metrics/warehouse/") {
		return "metrics/warehouse"
	}
	room, _, _ := strings.Cut(folder, "/")
	return room
}
