package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// projectsPath is the address of the register of projects.
const projectsPath = "/projects"

// What the filter on slips accepts.
const (
	projectSlipped = "slipped" // expected later than printed
	projectOverdue = "overdue" // the end year is over and no completion is known
)

// yearUnstated asks for projects without an end year.
const yearUnstated = "none"

// ProjectFilters narrow the register beyond the filters that all pages share.
type ProjectFilters struct {
	Stage   string // code of a stage, stageUnstated, or empty for all
	Group   string // product group
	EndYear string // as known on the day, yearUnstated, or empty for all
	Slip    string // projectSlipped, projectOverdue, or empty for all
	Page    string
}

func stageChoices() []string {
	var choices []string
	for _, stage := range metrics.ProjectStages() {
		choices = append(choices, stageCode(stage))
	}
	return append(choices, stageUnstated)
}

// parseProjectFilters reads the parameters that only the register has and adds them to
// the filters, so that links to it keep them.
func parseProjectFilters(values url.Values, filters Filters) (Filters, ProjectFilters, error) {
	text := func(name string) string { return strings.TrimSpace(values.Get(name)) }
	own := ProjectFilters{Stage: text("stage"), Group: text("group"), EndYear: text("end_year"), Slip: text("slip"), Page: text("page")}
	if own.Stage != "" && !slices.Contains(stageChoices(), own.Stage) {
		return filters, own, badRequest(metrics.NewProblem("filter.stage", "value", own.Stage))
	}
	if own.EndYear != "" && own.EndYear != yearUnstated {
		if _, err := metrics.ParsePeriod(metrics.Annual, own.EndYear); err != nil {
			return filters, own, badRequest(metrics.NewProblem("filter.end_year", "value", own.EndYear).Because(err))
		}
	}
	if own.Slip != "" && own.Slip != projectSlipped && own.Slip != projectOverdue {
		return filters, own, badRequest(metrics.NewProblem("filter.slip", "value", own.Slip))
	}
	for _, parameter := range [][2]string{{"stage", own.Stage}, {"group", own.Group}, {"end_year", own.EndYear}, {"slip", own.Slip}} {
		filters = filters.withOwn(projectsPath, parameter[0], parameter[1])
	}
	return filters, own, nil
}

// keepsExceptStage tells whether a project passes all filters but the one on stages.
func (v projectView) keepsExceptStage(line ProjectLine, own ProjectFilters) bool {
	filters, project := v.filters, line.Project
	switch {
	case !issued(v.catalogue, project.Plan, filters.AsOf),
		!filters.coversWork(v.catalogue, answering(project)),
		filters.Plan != "" && project.Plan != filters.Plan,
		own.Group != "" && project.ProductGroup != own.Group,
		own.EndYear == yearUnstated && line.ExpectedYear() != "",
		own.EndYear != "" && own.EndYear != yearUnstated && line.ExpectedYear() != own.EndYear,
		own.Slip == projectSlipped && !line.Slipped(),
		own.Slip == projectOverdue && !line.Overdue,
		filters.Organisation != "" && !v.catalogue.Concerns(answering(project), filters.Organisation),
		filters.Area != "" && filters.Area != metrics.CityArea && !slices.Contains(listed(project.Area), filters.Area):
		return false
	}
	return v.matchesProject(line)
}

// keepsStage tells whether a project passes the filter on stages.
func (f ProjectFilters) keepsStage(line ProjectLine) bool {
	return f.Stage == "" || stageCode(line.CurrentStage()) == f.Stage
}

func (v projectView) matchesProject(line ProjectLine) bool {
	if v.filters.Search == "" {
		return true
	}
	parts := []string{line.Code, line.NameZh, line.Number, line.Product, line.Component, line.TableTitle, line.Location}
	if line.InPlan != nil {
		parts = append(parts, line.InPlan.Number, line.InPlan.TitleZh, line.InPlan.TitleEn)
	}
	for _, area := range line.Areas {
		parts = append(parts, area.NameZh, area.NameEn)
	}
	for _, owner := range named(v.catalogue, answering(line.Project)) {
		parts = append(parts, owner.NameZh, owner.NameEn)
	}
	return hasWords(parts, v.filters.Search)
}
