package catalogue

import (
	"strings"

	"zhibiao/metrics"
)

// checker follows the references of one file. Rows stand in the lists in the order of
// their file, so that entry i is row i + 2.
type checker struct {
	errors *errorList
	file   string
}

func (c checker) fail(index int, column, value, reason string) {
	c.errors.add(&CellError{File: c.file, Row: index + 2, Column: column, Value: value, Reason: reason})
}

// refers reports the entries of a cell that nothing is known under.
func (c checker) refers(index int, column string, known func(string) bool, values ...string) {
	for _, value := range values {
		if value != "" && !known(value) {
			c.fail(index, column, value, "there is no such entry")
		}
	}
}

// unique reports codes that stand twice.
func unique[T any](errors *errorList, file, column string, list []T, code func(*T) string) {
	first := map[string]int{}
	for i := range list {
		value := code(&list[i])
		if _, twice := first[value]; twice {
			checker{errors, file}.fail(i, column, value, "the code stands twice")
		}
		first[value] = i
	}
}

// checkCatalogue checks that codes are unique and that every reference leads somewhere.
func checkCatalogue(c *metrics.Catalogue, errors *errorList) {
	checkCodes(c, errors)
	is := knownCodes(c)
	checkIndicatorReferences(c, errors, is)
	checkStatementReferences(c, errors, is)
	checkOrganisationReferences(c, errors, is)
	checkWorkReferences(c, errors, is)
	checkGroupReferences(c, errors, is)
	checkPipelineReferences(c, errors, is)
}

func checkCodes(c *metrics.Catalogue, errors *errorList) {
	unique(errors, "plans.csv", "code", c.Plans, func(x *metrics.Plan) string { return x.Code })
	unique(errors, "themes.csv", "code", c.Themes, func(x *metrics.Theme) string { return x.Code })
	unique(errors, "indicators.csv", "code", c.Indicators, func(x *metrics.Indicator) string { return x.Code })
	unique(errors, "targets.csv", "code", c.Targets, func(x *metrics.Target) string { return x.Code })
	unique(errors, "benchmarks.csv", "code", c.Benchmarks, func(x *metrics.BenchmarkValue) string { return x.Code })
	unique(errors, "conflicts.csv", "code", c.Conflicts, func(x *metrics.Conflict) string { return x.Code })
	unique(errors, "statements.csv", "id", c.Statements, func(x *metrics.Statement) string { return x.ID })
	unique(errors, "areas.csv", "code", c.Areas, func(x *metrics.Area) string { return x.Code })
	unique(errors, "organisations.csv", "code", c.Organisations, func(x *metrics.Organisation) string { return x.Code })
	unique(errors, "tasks.csv", "code", c.Tasks, func(x *metrics.Task) string { return x.Code })
	unique(errors, "projects.csv", "code", c.Projects, func(x *metrics.Project) string { return x.Code })
	unique(errors, "feeds.csv", "code", c.Feeds, func(x *metrics.Feed) string { return x.Code })
	unique(errors, "target_groups.csv", "code", c.TargetGroups, func(x *metrics.TargetGroup) string { return x.Code })
	unique(errors, "derivations.csv", "indicator", c.Derivations, func(x *metrics.Derivation) string { return x.Indicator })
	unique(errors, "pipeline_links.csv", "code", c.PipelineLinks, func(x *metrics.PipelineLink) string { return x.Code })
}

// known answers, for each kind of code, whether it exists.
type known struct{ plan, theme, indicator, target, benchmark, conflict, statement, area, organisation func(string) bool }

func knownCodes(c *metrics.Catalogue) known {
	benchmarks := map[string]bool{}
	for _, benchmark := range c.Benchmarks {
		benchmarks[benchmark.Code] = true
	}
	return known{
		plan:         func(code string) bool { return c.Plan(code) != nil },
		theme:        func(code string) bool { return c.Theme(code) != nil },
		indicator:    func(code string) bool { return c.Indicator(code) != nil },
		target:       func(code string) bool { return c.Target(code) != nil },
		benchmark:    func(code string) bool { return benchmarks[code] },
		conflict:     func(code string) bool { return c.Conflict(code) != nil },
		statement:    func(code string) bool { return c.Statement(code) != nil },
		area:         func(code string) bool { return c.Area(code) != nil },
		organisation: func(code string) bool { return c.Organisation(code) != nil },
	}
}

func checkIndicatorReferences(c *metrics.Catalogue, errors *errorList, is known) {
	check := checker{errors, "indicators.csv"}
	for i, indicator := range c.Indicators {
		check.refers(i, "theme", is.theme, indicator.Theme)
	}
	check.file = "indicator_aliases.csv"
	for i, alias := range c.IndicatorAliases {
		check.refers(i, "indicator", is.indicator, alias.Indicator)
	}
	check.file = "targets.csv"
	for i, target := range c.Targets {
		check.refers(i, "plan", is.plan, target.Plan)
		check.refers(i, "indicator", is.indicator, target.Indicator)
		check.refers(i, "area", is.area, target.Area)
		check.refers(i, "lead_organisation", is.organisation, target.LeadOrganisation)
		check.refers(i, "responsible_organisations", is.organisation, target.ResponsibleOrganisations...)
		check.refers(i, "conflict", is.conflict, target.Conflict)
		check.refers(i, "statements", is.statement, target.Statements...)
	}
	check.file = "benchmarks.csv"
	for i, benchmark := range c.Benchmarks {
		check.refers(i, "indicator", is.indicator, benchmark.Indicator)
		check.refers(i, "statements", is.statement, benchmark.Statements...)
	}
}

func checkStatementReferences(c *metrics.Catalogue, errors *errorList, is known) {
	check := checker{errors, "conflict_sides.csv"}
	for _, conflict := range c.Conflicts {
		for _, side := range conflict.Sides {
			// The place in the file is not kept; conflict and position name the row.
			place := conflict.Code + " " + side.SourceLine
			for _, reference := range []struct {
				column, code string
				exists       func(string) bool
			}{{"plan", side.Plan, is.plan}, {"target", side.Target, is.target}, {"statement", side.Statement, is.statement}} {
				if reference.code != "" && !reference.exists(reference.code) {
					errors.add(&CellError{File: check.file, Reason: place + ": there is no " + reference.column + " " + reference.code})
				}
			}
		}
	}
	check.file = "statements.csv"
	for i, statement := range c.Statements {
		for _, reference := range statement.RefersTo {
			indicator, _, isObservation := strings.Cut(reference, "@")
			switch {
			case isObservation:
				check.refers(i, "refers_to", is.indicator, indicator)
			case !is.target(reference) && !is.benchmark(reference):
				check.fail(i, "refers_to", reference, "there is no such target or benchmark")
			}
		}
		if statement.Outcome == "left_out" && statement.Reason == "" {
			check.fail(i, "reason", "", "a statement that is left out needs a reason")
		}
	}
}

func checkOrganisationReferences(c *metrics.Catalogue, errors *errorList, is known) {
	check := checker{errors, "areas.csv"}
	for i, area := range c.Areas {
		check.refers(i, "parent", is.area, area.Parent)
	}
	check.file = "organisations.csv"
	for i, organisation := range c.Organisations {
		check.refers(i, "area", is.area, organisation.Area)
		check.refers(i, "successor", is.organisation, organisation.Successor)
		check.refers(i, "members", is.organisation, organisation.Members...)
	}
	check.file = "organisation_aliases.csv"
	for i, alias := range c.OrganisationAliases {
		check.refers(i, "organisation", is.organisation, alias.Organisation)
	}
}

func checkWorkReferences(c *metrics.Catalogue, errors *errorList, is known) {
	check := checker{errors, "tasks.csv"}
	for i, task := range c.Tasks {
		check.refers(i, "plan", is.plan, task.Plan)
		check.refers(i, "lead_organisations", is.organisation, task.LeadOrganisations...)
		check.refers(i, "cooperating_organisations", is.organisation, task.CooperatingOrganisations...)
	}
	check.file = "projects.csv" // a project across banners, or of two owners, lists them
	for i, project := range c.Projects {
		check.refers(i, "plan", is.plan, project.Plan)
		check.refers(i, "area", is.area, strings.Split(project.Area, ";")...)
		check.refers(i, "owner", is.organisation, strings.Split(project.Owner, ";")...)
		check.refers(i, "supervising_organisation", is.organisation, strings.Split(project.SupervisingOrganisation, ";")...)
	}
}
