// Command zhibiao follows a government's plans from promise to result: it imports
// targets and actual values on schedules, serves the dashboard, and writes the
// workbooks.
//
// This package wires the rooms and holds one small file per command. It must not
// hold rules of the domain, SQL, or pages.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"zhibiao/dashboard/locale"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run parses the command line, runs the command and returns the exit status: 0 for
// success, 1 for a failure that was explained, 2 for a command line that is wrong.
func run(arguments []string) int {
	texts, err := locale.Load()
	if err != nil {
		_, _ = os.Stderr.WriteString(err.Error() + "\n")
		return 1
	}
	var line commandLine
	helped := false
	parser, err := kong.New(&line, kong.Name("zhibiao"), kong.Description(description), kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		_, _ = os.Stderr.WriteString(err.Error() + "\n")
		return 1
	}
	if len(arguments) == 0 {
		arguments = []string{"--help"}
	}
	chosen, err := parser.Parse(arguments)
	if helped {
		return 0
	}
	if err != nil {
		newTerminal(texts, line.Language, os.Stdout, os.Stderr).complainOfUsage(err)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	terminal := newTerminal(texts, line.Language, os.Stdout, os.Stderr)
	if err := chosen.Run(&invocation{ctx: ctx, line: &line, terminal: terminal, serving: chosen.Command() == "serve"}); err != nil {
		if errors.Is(err, errExplained) {
			return 1
		}
		terminal.explain(err)
		return 1
	}
	return 0
}

// errExplained ends a command that has already told what went wrong.
var errExplained = errors.New("explained")
