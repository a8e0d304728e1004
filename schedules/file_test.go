package schedules_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/schedules"
)

func TestParseFile(t *testing.T) {
	t.Parallel()
	const text = `# what runs when
schedules:
  - name: published-actuals
    title_zh: 已公布实际值入库
    title_en: "Import: published actual values"
    job: import
    argument: published-actuals
    spec: "30 8 * * 1-5"
    zone: Europe/Berlin
    timeout: 90m
    catch_up: none
    paused: true
  - {name: recompute, job: recompute, spec: "@daily", retired: true}
`
	want := []schedules.Schedule{
		{Name: "published-actuals", TitleZh: "已公布实际值入库", TitleEn: "Import: published actual values", Job: "import",
			Argument: "published-actuals", Spec: "30 8 * * 1-5", Zone: "Europe/Berlin", Timeout: 90 * time.Minute,
			CatchUp: schedules.CatchUpNone, Paused: true},
		{Name: "recompute", Job: "recompute", Spec: "@daily", Retired: true},
	}
	for _, form := range []string{text, strings.ReplaceAll(text, "\n", "\r\n"), "\ufeff" + text} {
		got, err := schedules.ParseFile(strings.NewReader(form))
		if err != nil {
			t.Fatal(err)
		}
		if difference := cmp.Diff(want, got); difference != "" {
			t.Errorf("want -, got +:\n%s", difference)
		}
	}
}

func TestParseFileRefuses(t *testing.T) {
	t.Parallel()
	const good = "\n    job: import\n    spec: '@daily'\n"
	tests := []struct{ name, text, want string }{ // want: line, field and key of every problem
		{"nothing", "", "1  schedule.file.empty"},
		{"a comment", "# nothing\n", "1  schedule.file.empty"},
		{"not YAML", "schedules:\n  - name: \"a\n", "2  schedule.file.syntax"}, // where the quote opens
		{"a list", "- a\n", "1  schedule.file.form"},
		{"another key", "plans: []\n", "1  schedule.file.form"},
		{"one more key", "schedules: []\nversion: 1\n", "1  schedule.file.form"},
		{"not a list", "schedules: 5\n", "1  schedule.file.form"},
		{"a word in the list", "schedules:\n  - daily\n", "2  schedule.file.form"},
		{"two documents", "schedules: []\n---\nschedules: []\n", "2  schedule.file.documents"}, // where the second begins
		{"unknown key", "schedules:\n  - name: a" + good + "    cron: x\n", "5 cron schedule.file.unknown_key"},
		{"repeated key", "schedules:\n  - name: a" + good + "    job: b\n", "5 job schedule.file.repeated_key"},
		{"a list as value", "schedules:\n  - name: a" + good + "    zone: [a]\n", "5 zone schedule.file.value"},
		{"a reference", "schedules:\n  - name: &x a\n    job: *x\n    spec: '@daily'\n", "3 job schedule.file.value"},
		{"a word for a switch", "schedules:\n  - name: a" + good + "    paused: 'true'\n", "5 paused schedule.file.switch"},
		{"yes for a switch", "schedules:\n  - name: a" + good + "    paused: yes\n", "5 paused schedule.file.switch"},
		{"a timeout without unit", "schedules:\n  - name: a" + good + "    timeout: 30\n", "5 timeout schedule.timeout.form"},
		{"a timeout of nothing", "schedules:\n  - name: a" + good + "    timeout: 0s\n", "5 timeout schedule.timeout.form"},
		{"repeated name", "schedules:\n  - name: a" + good + "  - name: a" + good, "5 name schedule.name.repeated"},
		{"a missing key is told at its schedule", "schedules:\n  - name: a\n    job: import\n", "2 spec schedule.spec.empty"},
		{"everything at once", "schedules:\n  - name: a\n    job: import\n    spec: '60 * * * *'\n    zone: x\n  - name: B\n    spec: 0 0 30 2 *\n    catch_up: some\n",
			"4 spec schedule.spec.minute|5 zone schedule.zone.unknown|6 name schedule.name.form|6 job schedule.job.missing|7 spec schedule.spec.never|8 catch_up schedule.catch_up.unknown"},
		{"too large", strings.Repeat("#\n", 2<<20+1), "0  schedule.file.too_large"},
	}
	texts := readTexts(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found, err := schedules.ParseFile(strings.NewReader(test.text))
			var problems schedules.Problems
			if !errors.As(err, &problems) || found != nil {
				t.Fatalf("ParseFile gives %v, %v; want Problems", found, err)
			}
			lines := map[string]bool{}
			for _, problem := range problems {
				lines[fmt.Sprintf("%d %s %s", problem.Line, problem.Field, problem.Reason.Key)] = true
				texts.check(t, problem.Reason)
			}
			for want := range strings.SplitSeq(test.want, "|") {
				if !lines[want] {
					t.Errorf("no problem %q in %v", want, problems)
				}
				delete(lines, want)
			}
			if len(lines) > 0 {
				t.Errorf("surplus problems: %v", lines)
			}
		})
	}
}

func TestParseFilePassesReadErrorsOn(t *testing.T) {
	t.Parallel()
	if _, err := schedules.ParseFile(iotest.ErrReader(io.ErrUnexpectedEOF)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// What is read can be written and read again, and is the same.
func FuzzParseFile(f *testing.F) {
	f.Add("schedules:\n  - name: a\n    job: b\n    spec: '@daily'\n    timeout: 90s\n    title_zh: '# 不是注释: \"'\n")
	f.Add("schedules: [{name: a, job: 'null', spec: '0 0 1 1 *', argument: 'true', title_en: ~}]")
	f.Add("schedules:\n  - name: &x a\n    job: *x\n")
	f.Add("---\n...\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		first, err := schedules.ParseFile(strings.NewReader(text))
		if err != nil {
			var problems schedules.Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("%v is not Problems", err)
			}
			return
		}
		var written bytes.Buffer
		if err := schedules.WriteFile(&written, first); err != nil {
			t.Fatal(err)
		}
		second, err := schedules.ParseFile(&written)
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, written.String())
		}
		for i := range first {
			first[i] = first[i].WithDefaults()
		}
		for i := range second {
			second[i] = second[i].WithDefaults()
		}
		if difference := cmp.Diff(first, second); difference != "" && len(first)+len(second) > 0 {
			t.Errorf("want -, got +:\n%s", difference)
		}
	})
}

func TestWriteFile(t *testing.T) {
	t.Parallel()
	var written bytes.Buffer
	err := schedules.WriteFile(&written, []schedules.Schedule{
		{Name: "a", TitleZh: "煤炭", Job: "import", Spec: "0 8 * * *", Timeout: 2 * time.Hour, ChangedBy: "planner", ChangedAt: begin()}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `schedules:
  - name: a
    title_zh: 煤炭
    job: import
    spec: 0 8 * * *
    zone: Asia/Shanghai
    timeout: 2h
    catch_up: last
`
	if got := written.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
