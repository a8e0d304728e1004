package catalogue

import (
	"io/fs"

	"zhibiao/metrics"
)

func readTasks(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "tasks.csv", errors, []string{"code", "plan", "number", "level_1", "level_2", "level_3", "section",
		"task_zh", "deadline", "recurrence", "leader", "lead_organisations", "cooperating_organisations",
		"source_file", "source_line", "sources", "confidence", "note"}, func(r row) {
		into.Tasks = append(into.Tasks, metrics.Task{
			Code: r.required("code"), Plan: r.required("plan"), Number: r.text("number"), Level1: r.text("level_1"),
			Level2: r.text("level_2"), Level3: r.text("level_3"), Section: r.text("section"), TaskZh: r.required("task_zh"),
			Deadline: r.date("deadline"), Recurrence: r.text("recurrence"), Leader: r.text("leader"),
			LeadOrganisations: r.list("lead_organisations"), CooperatingOrganisations: r.list("cooperating_organisations"),
			SourceFile: r.text("source_file"), SourceLine: r.text("source_line"), Sources: r.list("sources"),
			Confidence: r.text("confidence"), Note: r.text("note"),
		})
	})
}

func readProjects(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "projects.csv", errors, []string{"code", "plan", "table_title", "number", "component", "name_zh",
		"capacity", "unit", "product", "product_group", "start_year", "end_year", "stage", "investment",
		"investment_central", "investment_local", "area", "location", "owner", "supervising_organisation", "attribute",
		"build_type", "counted", "role", "indicator_hint", "source_file", "source_line", "sources", "confidence",
		"same_as", "note"}, func(r row) {
		into.Projects = append(into.Projects, metrics.Project{
			Code: r.required("code"), Plan: r.required("plan"), TableTitle: r.text("table_title"), Number: r.text("number"),
			Component: r.text("component"), NameZh: r.required("name_zh"), Capacity: r.optionalNumber("capacity"),
			Unit: r.text("unit"), Product: r.text("product"), ProductGroup: r.text("product_group"),
			StartYear: r.text("start_year"), EndYear: r.text("end_year"),
			Stage:      word(r, "stage", "", "reserve", "advancing", "under_construction", "completed"),
			Investment: r.optionalNumber("investment"), InvestmentCentral: r.optionalNumber("investment_central"),
			InvestmentLocal: r.optionalNumber("investment_local"), Area: r.text("area"), Location: r.text("location"),
			Owner: r.text("owner"), SupervisingOrganisation: r.text("supervising_organisation"),
			Attribute: r.text("attribute"), BuildType: r.text("build_type"), Counted: r.yes("counted", true),
			Role: word(r, "role", "", "capacity", "component", "money"), IndicatorHint: r.text("indicator_hint"),
			SourceFile: r.text("source_file"), SourceLine: r.text("source_line"), Sources: r.list("sources"),
			Confidence: r.text("confidence"), SameAs: r.list("same_as"), Note: r.text("note"),
		})
	})
}
