package main

import (
	"context"
	"io"
	"path/filepath"
	"testing"

	"zhibiao/dashboard/locale"
)

// catalogued opens the rooms over a new store below a folder of the test that has the
// catalogue of the program, and closes them at its end. The line is that of the command.
func catalogued(t *testing.T, line commandLine) (i *invocation, r *rooms, folder string) {
	t.Helper()
	texts, err := locale.Load()
	must(t, err)
	folder = t.TempDir()
	line.DSN = "embedded:" + filepath.Join(folder, "data")
	i = &invocation{ctx: t.Context(), line: &line, terminal: newTerminal(texts, "zh", io.Discard, io.Discard)}
	r, err = i.open()
	must(t, err)
	t.Cleanup(func() { must(t, r.close(context.WithoutCancel(t.Context()))) })
	_, err = importCatalogue(t.Context(), r.watched(), "tester", "")
	must(t, err)
	return i, r, folder
}
