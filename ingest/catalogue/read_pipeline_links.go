package catalogue

import (
	"io/fs"

	"zhibiao/metrics"
)

func readPipelineLinks(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "pipeline_links.csv", errors, []string{"code", "indicator", "dimension", "plans", "tables",
		"product_group", "product", "area", "projects", "existing", "existing_in", "capacity_indicator", "per_unit",
		"note"}, func(r row) {
		into.PipelineLinks = append(into.PipelineLinks, metrics.PipelineLink{
			Code: r.required("code"), Indicator: r.required("indicator"), Dimension: r.text("dimension"),
			Plans: r.list("plans"), Tables: r.list("tables"), ProductGroup: r.text("product_group"),
			Product: r.text("product"), Area: r.text("area"), Projects: r.list("projects"),
			Existing: r.optionalNumber("existing"), ExistingIn: r.text("existing_in"),
			CapacityIndicator: r.text("capacity_indicator"), PerUnit: r.optionalNumber("per_unit"), Note: r.text("note"),
		})
	})
}

// checkPipelineReferences checks that a link leads to an indicator, to plans and to
// projects that are there.
func checkPipelineReferences(c *metrics.Catalogue, errors *errorList, is known) {
	project := map[string]bool{}
	for _, listed := range c.Projects {
		project[listed.Code] = true
	}
	check := checker{errors, "pipeline_links.csv"}
	for i, link := range c.PipelineLinks {
		check.refers(i, "indicator", is.indicator, link.Indicator)
		check.refers(i, "capacity_indicator", is.indicator, link.CapacityIndicator)
		check.refers(i, "plans", is.plan, link.Plans...)
		check.refers(i, "area", is.area, link.Area)
		check.refers(i, "projects", func(code string) bool { return project[code] }, link.Projects...)
	}
	check.file = "projects.csv"
	for i, listed := range c.Projects {
		check.refers(i, "same_as", func(code string) bool { return project[code] }, listed.SameAs...)
	}
}
