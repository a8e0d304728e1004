package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// reportNumber is what alone differs between two issues of one report.
var reportNumber = regexp.MustCompile(`ZB-\d{4}-\d{4}`)

// TestPastDaysStayAsTheyWereFounded serves a new database once, which founds it, and
// then imports a value of a year long past: the answer as of a past day stays, in the
// terminal and in a workbook but for the number of its issue, and today's does not.
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
	cells := func(name string) (table, number string) {
		t.Helper()
		workbook := filepath.Join(folder, name)
		run("export", "--plan", "PB2022-194", "--as-of", "2024-06-30", "-o", workbook)
		output, err := process(t, "companion", "cells", workbook).Output()
		must(t, err)
		numbers := reportNumber.FindAllString(string(output), -1)
		slices.Sort(numbers)
		if numbers = slices.Compact(numbers); len(numbers) != 1 {
			t.Fatalf("%s says the numbers %v, want one", name, numbers)
		}
		return reportNumber.ReplaceAllString(string(output), ""), numbers[0]
	}
	past, today := run("assess", "--list", "--as-of", "2024-06-30"), run("assess", "--list")
	table, number := cells("before.xlsx")

	file := filepath.Join(folder, "late.csv")
	must(t, os.WriteFile(file, []byte("指标,时期,数值,发布日期\n每千人口拥有3岁以下婴幼儿托位数,2023,9.9,2024-02-01\n"), 0o600))
	run("import", file, "--feed", "published-actuals")

	if again := run("assess", "--list", "--as-of", "2024-06-30"); again != past {
		t.Errorf("as of a past day before the import:\n%s\nafter it:\n%s", past, again)
	}
	again, next := cells("after.xlsx")
	if diff := cmp.Diff(strings.Split(table, "\n"), strings.Split(again, "\n")); diff != "" {
		t.Errorf("the workbook of a past day differs after the import (-before +after):\n%s", diff)
	}
	if next == number {
		t.Errorf("both issues have the number %s", number)
	}
	if again := run("assess", "--list"); again == today {
		t.Error("today's answer is the same after the import: the test shows nothing")
	}
}
