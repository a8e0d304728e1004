package catalogue

import (
	"io/fs"

	"zhibiao/metrics"
)

func readPlans(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "plans.csv", errors, []string{"code", "number", "title_zh", "title_en", "issuer_zh", "issuer_en",
		"issued", "horizon_from", "horizon_to", "kind", "scored", "sources", "note"}, func(r row) {
		into.Plans = append(into.Plans, metrics.Plan{
			Code: r.required("code"), Number: r.text("number"), TitleZh: r.required("title_zh"), TitleEn: r.required("title_en"),
			IssuerZh: r.text("issuer_zh"), IssuerEn: r.text("issuer_en"), Issued: r.date("issued"),
			HorizonFrom: r.text("horizon_from"), HorizonTo: r.text("horizon_to"),
			Kind:   word(r, "kind", "plan", "rules", "register", "event", "chronicle"),
			Scored: r.yes("scored", true), Sources: r.text("sources"), Note: r.text("note"),
		})
	})
}

func readThemes(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "themes.csv", errors, []string{"code", "name_zh", "name_en", "position"}, func(r row) {
		into.Themes = append(into.Themes, metrics.Theme{
			Code: r.required("code"), NameZh: r.required("name_zh"), NameEn: r.required("name_en"), Position: r.integer("position"),
		})
	})
}

func readFeeds(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "feeds.csv", errors, []string{"code", "name_zh", "name_en", "folder", "file_pattern", "scenario",
		"review", "schedule_cron", "schedule_zone", "note"}, func(r row) {
		into.Feeds = append(into.Feeds, metrics.Feed{
			Code: r.required("code"), NameZh: r.required("name_zh"), NameEn: r.required("name_en"), Folder: r.text("folder"),
			FilePattern: r.text("file_pattern"),
			Scenario:    word(r, "scenario", metrics.Actual, metrics.Benchmark, metrics.Forecast, metrics.Demonstration),
			Review:      r.yes("review", false), ScheduleCron: r.text("schedule_cron"), ScheduleZone: r.text("schedule_zone"),
			DueDay: dayOfMonth(r, "due_day"), Note: r.text("note"),
		})
	})
}

// dayOfMonth reads a day of the month from a column that a file may leave out; an empty
// cell is none.
func dayOfMonth(r row, column string) int {
	if r.text(column) == "" {
		return 0
	}
	day := r.integer(column)
	if day < 1 || day > 31 {
		r.fail(column, "the cell must be a day of the month, 1 to 31")
	}
	return day
}

func readAreas(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "areas.csv", errors, []string{"code", "name_zh", "name_en", "level", "parent", "aliases", "note"}, func(r row) {
		into.Areas = append(into.Areas, metrics.Area{
			Code: r.required("code"), NameZh: r.required("name_zh"), NameEn: r.required("name_en"),
			Level:  word(r, "level", "country", "region", "city", "banner", "park", "group"),
			Parent: r.text("parent"), Aliases: r.list("aliases"), Note: r.text("note"),
		})
	})
}

func readOrganisations(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "organisations.csv", errors, []string{"code", "name_zh", "name_en", "kind", "area", "valid_from",
		"valid_to", "successor", "members", "note"}, func(r row) {
		into.Organisations = append(into.Organisations, metrics.Organisation{
			Code: r.required("code"), NameZh: r.required("name_zh"), NameEn: r.required("name_en"), Kind: r.required("kind"),
			Area: r.text("area"), ValidFrom: r.date("valid_from"), ValidTo: r.date("valid_to"),
			Successor: r.text("successor"), Members: r.list("members"), Note: r.text("note"),
		})
	})
}

func readOrganisationAliases(fsys fs.FS, errors *errorList, into *metrics.Catalogue) {
	readFile(fsys, "organisation_aliases.csv", errors, []string{"organisation", "alias", "valid_from", "valid_to", "note"}, func(r row) {
		into.OrganisationAliases = append(into.OrganisationAliases, metrics.OrganisationAlias{
			Organisation: r.required("organisation"), Alias: r.required("alias"),
			ValidFrom: r.date("valid_from"), ValidTo: r.date("valid_to"), Note: r.text("note"),
		})
	})
}
