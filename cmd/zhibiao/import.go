package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

type importCommand struct {
	File   string `arg:"" type:"existingfile" help:"file of values: CSV or XLSX, SDMX-CSV or JSON, with the columns of the template or as a cross table"`
	Feed   string `default:"manual-upload" help:"code of the feed; it says who must approve"`
	DryRun bool   `help:"say exactly what the import would do, and change nothing"`
	Layout string `type:"existingfile" help:"YAML that says how the tables of the file are laid out"`
	// ShowLayout prints the layout and reads no value.
	ShowLayout bool   `help:"print how the tables of the file are laid out, as YAML to mend and to use with --layout"`
	Rejects    string `type:"path" placeholder:"OUT" help:"write the file again with what was wrong in it: cells coloured and commented in a workbook, two added columns in a text file"`
}

// Run imports one file, or says what that would do, and prints what became of it.
func (c importCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		if err := r.needCatalogue(i.ctx); err != nil {
			return err
		}
		work, end := i.terminal.follow(underway.About{Feed: c.Feed, Actor: actor()})
		submission := ingest.Submission{Feed: c.Feed, FileName: filepath.Base(c.File), Path: c.File, Actor: actor(), Work: work}
		if c.Layout != "" {
			layout, err := os.ReadFile(c.Layout)
			if err != nil {
				return err
			}
			submission.Layout = layout
		}
		if c.ShowLayout {
			return showLayout(i, r.importer, submission)
		}
		take := r.importer.Import
		if c.DryRun {
			take = r.importer.DryRun
		}
		report, err := take(i.ctx, submission)
		end()
		c.print(i.terminal, report)
		if told := c.giveBack(i.ctx, r, i.terminal, report); told != nil {
			return told
		}
		if err != nil {
			// The run keeps in words what the error of the store or of the context says.
			if told := report.Run.Problem; told != nil && metrics.AsProblem(err) == nil {
				return told
			}
			return err
		}
		if report.Run.Counts.Rejected > 0 {
			return errExplained
		}
		return nil
	})
}

// needCatalogue loads the catalogue into a database that has none: names could not
// be resolved without it.
func (r *rooms) needCatalogue(ctx context.Context) error {
	known, err := r.store.Catalogue(ctx)
	if err != nil || len(known.Plans) > 0 {
		return err
	}
	_, err = importCatalogue(ctx, r.watched(), actor(), "")
	return err
}

// showLayout prints the layout of a file, with what was understood as comments.
func showLayout(i *invocation, importer *ingest.Importer, submission ingest.Submission) error {
	shown, err := importer.ShowLayout(i.ctx, submission)
	if err != nil {
		return err
	}
	for _, sentence := range shown.Understood {
		_, _ = fmt.Fprintln(i.terminal.out, "# "+i.terminal.texts.Problem(i.terminal.language, sentence))
	}
	_, err = i.terminal.out.Write(shown.Layout)
	return err
}

func (c importCommand) print(terminal *terminal, report ingest.Report) {
	if len(report.Understood) > 0 {
		terminal.say("cli.import.understood")
		for _, sentence := range report.Understood {
			_, _ = fmt.Fprintln(terminal.out, "  "+terminal.texts.Problem(terminal.language, sentence))
		}
	}
	counts := report.Run.Counts
	title := "cli.import.done"
	if report.DryRun {
		title = "cli.import.dry"
	}
	terminal.say(title, "file", filepath.Base(c.File), "rows", counts.Rows, "new", counts.New, "changed", counts.Changed,
		"unchanged", counts.Unchanged, "rejected", counts.Rejected, "flagged", counts.Flagged,
		"state", terminal.text("runs.state."+string(report.Run.State)))
	for _, change := range report.Changes {
		if change.Old != "" {
			terminal.say("cli.import.change", "row", change.Row, "indicator", change.Key.Indicator, "area", change.Key.Area,
				"period", change.Key.Period, "old", change.Old, "new", change.New)
			tellDifferences(terminal, change.Differences)
		}
	}
	for _, reject := range report.Rejects {
		_, _ = fmt.Fprintln(terminal.err, rejectLine(terminal, reject))
	}
}

// tellDifferences names what a revision changes besides the value.
func tellDifferences(terminal *terminal, differences []metrics.FieldDifference) {
	none := terminal.text("changes.field.none")
	for _, difference := range differences {
		if difference.Field != "value" {
			terminal.say("cli.import.differs", "field", terminal.text("changes.field."+difference.Field),
				"old", cmp.Or(difference.Old, none), "new", cmp.Or(difference.New, none))
		}
	}
}

// rejectLine tells one reject: place, reason, and what to do.
func rejectLine(terminal *terminal, reject metrics.Reject) string {
	place := []string{reject.File}
	if reject.Sheet != "" {
		place = append(place, reject.Sheet)
	}
	place = append(place, terminal.text("cli.import.row", "row", reject.Row))
	if reject.Column != "" {
		place = append(place, reject.Column)
	}
	return strings.Join(place, " · ") + ": " + terminal.texts.Problem(terminal.language, reject.Problem) +
		" " + terminal.texts.Hint(terminal.language, reject.Problem)
}

// actor is the name under which this person's runs are kept.
func actor() string {
	if person, err := user.Current(); err == nil && person.Username != "" {
		return person.Username
	}
	return "command line"
}
