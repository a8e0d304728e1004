package main

import (
	"maps"
	"testing"

	"zhibiao/schedules"
)

func TestJobArguments(t *testing.T) {
	for text, want := range map[string]jobArgument{
		"":                         {},
		"  ":                       {},
		"plan=P2022-169 to=folder": {"plan": "P2022-169", "to": "folder"},
		`  plan="P 1"   to=a-b  `:  {"plan": "P 1", "to": "a-b"},
		`plan=""`:                  {"plan": ""},
		"plan=/mnt/备份 to=a":        {"plan": "/mnt/备份", "to": "a"},
		"plan=a=b":                 {"plan": "a=b"},
	} {
		got, err := parseJobArgument(text, "plan", "to")
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("%q: %v, %v, want %v", text, got, err, want)
		}
	}
	for text, key := range map[string]string{
		"plan":              "job.argument.form",
		"plan=":             "job.argument.form",
		`plan="a`:           "job.argument.form",
		`plan="a"b`:         "job.argument.form",
		"plan = a":          "job.argument.form",
		"colour=red":        "job.argument.unknown",
		"plan=a plan=b":     "job.argument.twice",
		"plan=a folder=b c": "job.argument.unknown",
	} {
		_, err := parseJobArgument(text, "plan", "to")
		if reason := schedules.AsReason(err); reason == nil || reason.Key != key {
			t.Errorf("%q: %v, want %s", text, err, key)
		}
	}
}

func TestRetentionArguments(t *testing.T) {
	for text, want := range map[string]int{"400": 400, "days=400": 400, "90": 90} {
		if got, err := readRetentionArgument(text); err != nil || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "89", "days=", "-1", "a year", "400 days"} {
		if _, err := readRetentionArgument(text); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}
