package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"zhibiao/dashboard/locale"
	"zhibiao/ingest"
	"zhibiao/ingest/returned"
)

// giveBack writes the file with its marks where the command line asks for it and
// something was wrong. The file that came is never the one that is written to.
func (c importCommand) giveBack(ctx context.Context, r *rooms, terminal *terminal, report ingest.Report) (err error) {
	if c.Rejects == "" || len(report.Rejects) == 0 {
		return nil
	}
	rejects := report.Rejects
	if !report.DryRun {
		if rejects, err = r.store.Rejects(ctx, report.Run.ID); err != nil {
			return fmt.Errorf("read the rejected rows: %w", err)
		}
	}
	out, err := os.OpenFile(c.Rejects, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	words := locale.Words{Texts: terminal.texts, Language: terminal.language}
	err = returned.Write(out, c.File, returned.Result{File: report.Run.File, Counts: report.Run.Counts, Rejects: rejects}, words)
	if err = errors.Join(err, out.Close()); err != nil {
		return errors.Join(err, os.Remove(c.Rejects))
	}
	terminal.say("cli.import.marked", "path", c.Rejects)
	return nil
}
