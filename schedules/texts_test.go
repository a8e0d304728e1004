package schedules_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zhibiao/schedules"
)

// texts are the sentences of both languages by key.
type texts map[string]map[string]string

func readTexts(t *testing.T) texts {
	t.Helper()
	all := texts{}
	for _, language := range []string{"zh", "en"} {
		content, err := os.ReadFile("../dashboard/locale/schedules." + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		sentences := map[string]string{}
		if err := json.Unmarshal(content, &sentences); err != nil {
			t.Fatal(err)
		}
		all[language] = sentences
	}
	return all
}

// check fails unless a reason has a sentence in both languages and fills its blanks.
func (all texts) check(t *testing.T, reason schedules.Reason) {
	t.Helper()
	for language, sentences := range all {
		sentence, found := sentences[reason.Key]
		if !found {
			t.Errorf("%s has no sentence in %s", reason.Key, language)
		}
		for name, value := range reason.Arguments {
			sentence = strings.ReplaceAll(sentence, "{"+name+"}", value)
			sentence = regexp.MustCompile(`\{`+name+`\?[^{}|]*\|([^{}]*)\}`).ReplaceAllString(sentence, "$1") // {count?row|rows}
		}
		if strings.Contains(sentence, "{") {
			t.Errorf("%s in %s leaves blanks: %s", reason.Key, language, sentence)
		}
	}
}

// Every key that the sources mention has its sentences, and no sentence is idle.
func TestEveryReasonHasItsSentence(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	mentioned := map[string]bool{}
	key := regexp.MustCompile(`"((?:schedule|job)\.[a-z_.]+)"`)
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		content, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range key.FindAllStringSubmatch(string(content), -1) {
			mentioned[found[1]] = true
		}
	}
	for _, outcome := range []schedules.Outcome{schedules.OutcomeDone, schedules.OutcomeFailed, schedules.OutcomeMissed, schedules.OutcomeRequested, schedules.OutcomeRunning, schedules.OutcomeSkipped} {
		mentioned["schedule.outcome."+string(outcome)] = true
	}
	for _, catchUp := range []schedules.CatchUp{schedules.CatchUpAll, schedules.CatchUpLast, schedules.CatchUpNone} {
		mentioned["schedule.catch_up."+string(catchUp)] = true
	}
	for _, rule := range []schedules.DaysOff{schedules.DaysOffRun, schedules.DaysOffSkip, schedules.DaysOffAfter, schedules.DaysOffBefore} {
		mentioned["schedule.days_off."+string(rule)] = true
	}
	for _, overlap := range []schedules.Overlap{schedules.OverlapSkip, schedules.OverlapQueue} {
		mentioned["schedule.overlap."+string(overlap)] = true
	}
	for language, sentences := range readTexts(t) {
		for name := range mentioned {
			if sentences[name] == "" {
				t.Errorf("%s has no sentence in %s", name, language)
			}
		}
		for name := range sentences {
			if !mentioned[name] {
				t.Errorf("the sentence %s in %s is used by nothing", name, language)
			}
		}
	}
}
