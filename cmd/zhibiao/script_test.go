package main

import (
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"zhibiao/metrics/warehouse/embedded"
)

// TestScripts runs the command line as a person would. Each script has a folder and
// a database of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		ContinueOnError:     true,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"waitfile": waitFile, "comparecases": compareCases},
		Setup: func(env *testscript.Env) error {
			env.Setenv(embedded.LibraryVariable, os.Getenv(embedded.LibraryVariable))
			env.Setenv("ZHIBIAO_DSN", "embedded:"+env.WorkDir+"/data")
			env.Setenv("TZ", "Asia/Shanghai")
			return copyPublishedCases(env)
		},
	})
}

// waitFile waits until a process of the script has written a file.
func waitFile(script *testscript.TestScript, negated bool, arguments []string) {
	if negated || len(arguments) != 1 {
		script.Fatalf("usage: waitfile FILE")
	}
	for range 600 {
		if _, err := os.Stat(script.MkAbs(arguments[0])); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	script.Fatalf("no file %s within half a minute", arguments[0])
}
