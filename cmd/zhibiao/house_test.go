package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
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

// onlyIn names the rooms that alone may import a library.
var onlyIn = map[string][]string{
	"github.com/labstack/echo/":             {"dashboard"},
	"github.com/alexedwards/argon2id":       {"dashboard"},
	"github.com/coreos/go-oidc/":            {"dashboard"},
	"golang.org/x/oauth2":                   {"dashboard"},
	"github.com/go-echarts/":                {"dashboard"},
	"github.com/xuri/excelize/":             {"dashboard", "ingest"},
	"github.com/ClickHouse/":                {"metrics/warehouse"},
	"github.com/ebitengine/purego":          {"metrics/warehouse"},
	"github.com/robfig/cron/":               {"schedules"},
	"github.com/prometheus/":                {"dashboard"},
	"database/sql":                          {},
	"github.com/alecthomas/kong":            {"cmd"},
	"github.com/schollz/progressbar/":       {"cmd"},
	"github.com/AfterShip/clickhouse-sql-p": {"metrics/warehouse"},
	"github.com/mozillazg/go-pinyin":        {"dashboard"},
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
				checkImport(t, path, room, imported)
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

func checkImport(t *testing.T, path, room, imported string) {
	t.Helper()
	if folder, ours := strings.CutPrefix(imported, "zhibiao/"); ours {
		other := roomOf(folder)
		for _, known := range append(mayKnow[room], room) {
			if other == known {
				return
			}
		}
		t.Errorf("%s: %s must not import %s", path, room, imported)
		return
	}
	for library, rooms := range onlyIn {
		if !strings.HasPrefix(imported, library) {
			continue
		}
		for _, allowed := range rooms {
			if room == allowed {
				return
			}
		}
		t.Errorf("%s: %s must not import %s", path, room, imported)
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
