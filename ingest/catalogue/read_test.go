package catalogue_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"zhibiao/fixtures"
	"zhibiao/ingest/catalogue"
)

// altered returns the catalogue files of the program with one text replaced once.
func altered(t *testing.T, file, old, replacement string) fs.FS {
	t.Helper()
	names, err := fs.Glob(fixtures.Files, "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range names {
		content, err := fs.ReadFile(fixtures.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == file {
			if !strings.Contains(string(content), old) {
				t.Fatalf("%s does not contain %q", file, old)
			}
			content = []byte(strings.Replace(string(content), old, replacement, 1))
		}
		files[name] = &fstest.MapFile{Data: content}
	}
	return files
}

// Every mistake is found and its place told: row 2 is the first below the header.
func TestMistakesAreFound(t *testing.T) {
	for name, test := range map[string]struct {
		file, old, replacement string
		row                    int
		column, reason         string
	}{
		"missing column":      {"themes.csv", "name_en", "name_english", 1, "name_en", "missing"},
		"column twice":        {"themes.csv", "name_zh,name_en", "name_en,name_en", 1, "name_en", "twice"},
		"code twice":          {"areas.csv", "\n150000,", "\n100000,", 3, "code", "twice"},
		"unknown parent":      {"areas.csv", "region,100000", "region,999999", 3, "parent", "no such entry"},
		"unknown word":        {"areas.csv", ",region,", ",planet,", 3, "level", "one of"},
		"empty name":          {"areas.csv", "100000,全国,", "100000,,", 2, "name_zh", "not be empty"},
		"no whole number":     {"themes.csv", ",1\n", ",one\n", 2, "position", "whole number"},
		"no day":              {"plans.csv", "2022-11-28", "28.11.2022", 2, "issued", "day"},
		"neither yes nor no":  {"feeds.csv", ",AC,no,", ",AC,maybe,", 2, "review", "yes or no"},
		"ragged row":          {"themes.csv", ",1\n", ",1,1\n", 0, "", "wrong number of fields"},
		"unknown group":       {"targets.csv", ",P2023-49-ALTERNATIVE-1,,", ",P2023-49-ALTERNATIVE-9,,", 506, "alternative_group", "no such entry"},
		"group within itself": {"target_groups.csv", "-1,any_of,,", "-1,any_of,P2023-49-ALTERNATIVE-1-RANKS,", 2, "parent", "contains itself"},
		"unknown rule":        {"target_groups.csv", ",any_of,", ",some_of,", 2, "rule", "one of"},
		"name without input":  {"derivations.csv", "places * 1000", "beds * 1000", 2, "expression", "unknown name beds"},
		"formula of more":     {"derivations.csv", "places * 1000", "places ** 1000", 2, "expression", "not allowed"},
		"input of nothing":    {"derivation_inputs.csv", "CHILDCARE-PLACES-PER-1000,places", "CHILDCARE-STAFF,places", 2, "indicator", "no derivation"},
		"no period":           {"derivation_inputs.csv", ",2020,", ",soon,", 3, "period", "a period such as"},
		"unknown theme":       {"indicators.csv", ",COAL-POWER,", ",COAL,", 2, "theme", "no such entry"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := catalogue.Read(altered(t, test.file, test.old, test.replacement))
			var cell *catalogue.CellError
			if !errors.As(err, &cell) {
				t.Fatalf("got %v, want a CellError", err)
			}
			if cell.File != test.file || cell.Row != test.row || cell.Column != test.column || !strings.Contains(cell.Reason, test.reason) {
				t.Errorf("got %+v", cell)
			}
		})
	}
}

// A column that nobody asked for changes nothing, also in the first place.
func TestUnknownColumnsAreIgnored(t *testing.T) {
	files := altered(t, "themes.csv", "code,", "extra,code,").(fstest.MapFS)
	lines := strings.Split(strings.TrimSpace(string(files["themes.csv"].Data)), "\n")
	for i := 1; i < len(lines); i++ {
		lines[i] = "x," + lines[i]
	}
	files["themes.csv"].Data = []byte("\ufeff" + strings.Join(lines, "\n") + "\n")
	read, err := catalogue.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if read.Themes[0].Code != "COAL-POWER" || read.Theme("COAL-POWER") == nil {
		t.Errorf("got %+v", read.Themes[0])
	}
}

// A thousand mistakes are told as fifty and a number.
func TestManyMistakesAreCutShort(t *testing.T) {
	files := altered(t, "themes.csv", "COAL-POWER", "OTHER").(fstest.MapFS)
	_, err := catalogue.Read(files)
	if err == nil || len(strings.Split(err.Error(), "\n")) > 51 {
		t.Errorf("got %d lines", len(strings.Split(err.Error(), "\n")))
	}
}
