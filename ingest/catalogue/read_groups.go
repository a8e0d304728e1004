package catalogue

import (
	"io/fs"

	"zhibiao/metrics"
)

func readTargetGroups(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "target_groups.csv", errors, []string{"code", "rule", "parent", "name_zh", "name_en", "note"}, func(r row) {
		into.TargetGroups = append(into.TargetGroups, metrics.TargetGroup{
			Code: r.required("code"), Rule: word(r, "rule", metrics.AnyOf, metrics.AllOf), Parent: r.text("parent"),
			NameZh: r.required("name_zh"), NameEn: r.required("name_en"), Note: r.text("note"),
		})
	})
}

func readDerivations(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "derivations.csv", errors, []string{"indicator", "expression", "name_zh", "name_en", "note"}, func(r row) {
		into.Derivations = append(into.Derivations, metrics.Derivation{
			Indicator: r.required("indicator"), Expression: r.required("expression"),
			NameZh: r.required("name_zh"), NameEn: r.required("name_en"), Note: r.text("note"),
		})
	})
}

// readDerivationInputs adds the inputs to the derivations that were read before, in
// the order of the file.
func readDerivationInputs(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	places := map[string]int{}
	for i, derivation := range into.Derivations {
		places[derivation.Indicator] = i
	}
	readFile(fsys, "derivation_inputs.csv", errors, []string{"indicator", "name", "input", "area", "dimension", "each", "period", "entries"}, func(r row) {
		place, known := places[r.required("indicator")]
		if !known {
			r.fail("indicator", "there is no derivation of it")
			return
		}
		input := metrics.DerivationInput{Name: r.required("name"), Indicator: r.required("input"), Area: r.text("area"),
			Dimension: r.text("dimension"), Each: word(r, "each", "", "dimension"), Period: r.text("period")}
		if r.text("entries") != "" {
			input.Entries = r.integer("entries")
		}
		if _, err := metrics.ReadPeriod("", input.Period); input.Period != "" && err != nil {
			r.fail("period", "the cell must be a period such as 2020, or empty")
		}
		into.Derivations[place].Inputs = append(into.Derivations[place].Inputs, input)
	})
}
