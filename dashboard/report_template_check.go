package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// unknownCodes finds placeholders that name what the catalogue does not have, with the
// nearest code that it has.
func unknownCodes(catalogue *metrics.Catalogue, template *reports.Template) []reports.TemplateFinding {
	known := templateCodes(catalogue)
	var findings []reports.TemplateFinding
	check := func(use reports.TemplateUse, kind, code string) {
		if code == "" || slices.Contains(known[kind], code) {
			return
		}
		problem := metrics.NewProblem("template.code_plain", "kind", kind, "value", code)
		if nearest := reports.Nearest(code, known[kind]); nearest != "" {
			problem = metrics.NewProblem("template.code", "kind", kind, "value", code, "suggestion", nearest)
		}
		findings = append(findings, reports.TemplateFinding{Sheet: use.Sheet, Cell: use.Cell, Text: use.Text, Problem: problem})
	}
	for selection, use := range template.Selections() {
		check(use, "plan", selection.Plan)
		check(use, "theme", selection.Theme)
		check(use, "organisation", selection.Organisation)
		check(use, "area", selection.Area)
	}
	for _, use := range template.References() {
		check(use, "indicator", use.Reference.Indicator)
		check(use, "area", use.Reference.Area)
	}
	slices.SortFunc(findings, func(a, b reports.TemplateFinding) int {
		return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(len(a.Cell), len(b.Cell)), cmp.Compare(a.Cell, b.Cell))
	})
	return findings
}

func templateCodes(catalogue *metrics.Catalogue) map[string][]string {
	known := map[string][]string{}
	for i := range catalogue.Indicators {
		known["indicator"] = append(known["indicator"], catalogue.Indicators[i].Code)
	}
	for i := range catalogue.Plans {
		known["plan"] = append(known["plan"], catalogue.Plans[i].Code)
	}
	for i := range catalogue.Themes {
		known["theme"] = append(known["theme"], catalogue.Themes[i].Code)
	}
	for i := range catalogue.Organisations {
		known["organisation"] = append(known["organisation"], catalogue.Organisations[i].Code)
	}
	for i := range catalogue.Areas {
		known["area"] = append(known["area"], catalogue.Areas[i].Code)
	}
	return known
}
