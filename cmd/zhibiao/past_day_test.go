package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPastDaysStayAsTheyWereFounded serves a new database once, which founds it, and
// then imports a value of a year long past: the answer as of a past day stays, in the
// terminal and in a workbook, and today's does not.
func TestPastDaysStayAsTheyWereFounded(t *testing.T) {
	folder := t.TempDir()
	data := filepath.Join(folder, "data")
	server, _, _ := serve(t, data)
	must(t, stop(t, server))
	run := func(arguments ...string) string {
		t.Helper()
		output, err := process(t, "zhibiao", append([]string{"--dsn", "embedded:" + data}, arguments...)...).Output()
		must(t, err)
		return string(output)
	}
	cells := func(name string) string {
		t.Helper()
		workbook := filepath.Join(folder, name)
		run("export", "--plan", "PB2022-194", "--as-of", "2024-06-30", "-o", workbook)
		output, err := process(t, "companion", "cells", workbook).Output()
		must(t, err)
		return string(output)
	}
	past, today, table := run("assess", "--list", "--as-of", "2024-06-30"), run("assess", "--list"), cells("before.xlsx")

	file := filepath.Join(folder, "late.csv")
	must(t, os.WriteFile(file, []byte("指标,时期,数值,发布日期\n每千人口拥有3岁以下婴幼儿托位数,2023,9.9,2024-02-01\n"), 0o600))
	run("import", file, "--feed", "published-actuals")

	if again := run("assess", "--list", "--as-of", "2024-06-30"); again != past {
		t.Errorf("as of a past day before the import:\n%s\nafter it:\n%s", past, again)
	}
	if again := cells("after.xlsx"); again != table {
		t.Errorf("the workbook of a past day differs after the import:\n%s\nbefore:\n%s", again, table)
	}
	if again := run("assess", "--list"); again == today {
		t.Error("today's answer is the same after the import: the test shows nothing")
	}
}
