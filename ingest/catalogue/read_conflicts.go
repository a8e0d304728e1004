package catalogue

import (
	"io/fs"

	"zhibiao/metrics"
)

func readConflicts(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "conflicts.csv", errors, []string{"code", "kind", "title_zh", "title_en", "in_force_zh",
		"in_force_en", "reason_zh", "reason_en", "decided_by", "decided_on", "status"}, func(r row) {
		into.Conflicts = append(into.Conflicts, metrics.Conflict{
			Code: r.required("code"), Kind: r.required("kind"), TitleZh: r.required("title_zh"), TitleEn: r.required("title_en"),
			InForceZh: r.text("in_force_zh"), InForceEn: r.text("in_force_en"), ReasonZh: r.text("reason_zh"),
			ReasonEn: r.text("reason_en"), DecidedBy: r.text("decided_by"), DecidedOn: r.date("decided_on"), Status: r.required("status"),
		})
	})
}

// readConflictSides hangs the sides into their conflicts, which must be read before.
func readConflictSides(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	places := map[string]int{}
	for i := range into.Conflicts {
		places[into.Conflicts[i].Code] = i
	}
	readFile(fsys, "conflict_sides.csv", errors, []string{"conflict", "position", "plan", "source_file", "source_line",
		"target", "statement", "value_zh", "value_en", "in_force"}, func(r row) {
		side := metrics.ConflictSide{
			Conflict: r.required("conflict"), Position: r.integer("position"), Plan: r.text("plan"),
			SourceFile: r.text("source_file"), SourceLine: r.text("source_line"), Target: r.text("target"),
			Statement: r.text("statement"), ValueZh: r.text("value_zh"), ValueEn: r.text("value_en"), InForce: r.yes("in_force", false),
		}
		place, known := places[side.Conflict]
		if !known {
			r.fail("conflict", "there is no such conflict")
			return
		}
		into.Conflicts[place].Sides = append(into.Conflicts[place].Sides, side)
	})
}

func readStatements(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "statements.csv", errors, []string{"id", "doc_no", "section", "indicator_zh", "unit", "role", "year",
		"value", "source_file", "source_line", "confidence", "note", "outcome", "refers_to", "reason"}, func(r row) {
		into.Statements = append(into.Statements, metrics.Statement{
			ID: r.required("id"), DocNumber: r.text("doc_no"), Section: r.text("section"), IndicatorZh: r.text("indicator_zh"),
			Unit: r.text("unit"), Role: r.text("role"), Period: r.text("year"), Value: r.text("value"),
			SourceFile: r.text("source_file"), SourceLine: r.text("source_line"), Confidence: r.text("confidence"),
			Note:     r.text("note"),
			Outcome:  word(r, "outcome", "target", "base", "observation", "forecast", "benchmark", "left_out"),
			RefersTo: r.list("refers_to"), Reason: r.text("reason"),
		})
	})
}
