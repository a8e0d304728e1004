package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ProjectListPage is the register of listed projects: by stage, by end year, and
// against the targets that they serve.
type ProjectListPage struct {
	Frame
	Asked   ProjectFilters
	Choices ProjectChoices
	Chips   []Chip
	Clear   string
	Total   int
	Tiles   []ProjectTile
	Sums    metrics.ProjectSums
	Stages  []metrics.ProjectStage // columns of the sums: those that occur
	Serving []ProjectTarget
	Slips   []ProjectLine
	Count   int
	Pager   Pager
	Lines   []ProjectLine

	catalogue *metrics.Catalogue
	positions map[string]int // of all projects in the catalogue, by code
}

// ProjectTile is one stage with its count, a filter of the register.
type ProjectTile struct {
	Look    stateLook
	Count   int
	Current bool
	Link    string
}

// ProjectTarget is a target that listed projects serve.
type ProjectTarget struct {
	metrics.PipelineBalance
	Look     stateLook
	Projects int // shown projects among those of the target
}

// ProjectChoices are what the filters of the register offer.
type ProjectChoices struct {
	TaskChoices
	Groups []string
	Years  []string
	Stages []string
}

func (s *Server) showProjectList(c echo.Context) error {
	page, err := s.loadProjectList(c)
	if err != nil {
		return err
	}
	if page.Pager, err = newPager(page.Asked.Page, page.Count); err != nil {
		return err
	}
	slices.SortStableFunc(page.Lines, byOverdue)
	page.Lines = page.Lines[max(page.Pager.From-1, 0):page.Pager.To]
	page.Frame = s.projectFrame(c, page.Filters)
	page.Title = s.texts.Text(page.Language, "nav.projects")
	s.wording(page.Language).nameGroups(page.Chips)
	s.offerExport(&page.Frame, projectsPath+workbookEnding)
	return s.render(c, http.StatusOK, "project_list", page)
}

// byOverdue puts projects whose end year is over and that are not known to be finished
// first, the earliest year first, then those that are expected later than printed; the
// others keep the order of their lists.
func byOverdue(a, b ProjectLine) int {
	if a.Overdue != b.Overdue {
		return compareBool(a.Overdue, b.Overdue)
	}
	if a.Overdue {
		return cmp.Compare(a.ExpectedYear(), b.ExpectedYear())
	}
	return compareBool(a.Slipped(), b.Slipped())
}

// projectFrame is the frame of pages about projects, which show no generated values.
func (s *Server) projectFrame(c echo.Context, filters Filters) Frame {
	frame := s.frame(c, projectsPath, filters)
	frame.Demonstration, frame.OffersDemonstration = false, false
	return frame
}

// loadProjectList gathers everything of the register but its frame, of which it sets
// the filters only, and all lines.
func (s *Server) loadProjectList(c echo.Context) (ProjectListPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return ProjectListPage{}, err
	}
	filters, own, err := parseProjectFilters(c.QueryParams(), filters)
	if err != nil {
		return ProjectListPage{}, err
	}
	return s.projectList(c.Request().Context(), filters, own)
}

func (s *Server) projectList(ctx context.Context, filters Filters, own ProjectFilters) (ProjectListPage, error) {
	view, err := s.loadProjectView(ctx, filters)
	if err != nil {
		return ProjectListPage{}, err
	}
	page := ProjectListPage{Asked: own, Choices: view.choices(), Chips: view.chips(own), Clear: clearLink(filters, projectsPath)}
	page.Filters, page.catalogue, page.positions = filters, view.catalogue, map[string]int{}
	counts := map[metrics.ProjectStage]int{}
	var shown []*metrics.Project
	for i := range view.catalogue.Projects {
		line := view.line(&view.catalogue.Projects[i])
		page.positions[line.Code] = i
		if !view.keepsExceptStage(line, own) {
			continue
		}
		page.Total++
		counts[line.CurrentStage()]++
		if !own.keepsStage(line) {
			continue
		}
		page.Lines = append(page.Lines, line)
		shown = append(shown, line.Project)
		if line.Slipped() {
			page.Slips = append(page.Slips, line)
		}
	}
	page.Count = len(page.Lines)
	slices.SortStableFunc(page.Slips, func(a, b ProjectLine) int { return *b.Slip - *a.Slip })
	for _, stage := range append(metrics.ProjectStages(), metrics.StageUnstated) {
		tile := ProjectTile{Look: lookOfStage(stage), Count: counts[stage], Current: own.Stage == stageCode(stage),
			Link: filters.Link(projectsPath, "stage", stageCode(stage))}
		if tile.Current {
			tile.Link = filters.Link(projectsPath, "stage", "")
		}
		page.Tiles = append(page.Tiles, tile)
	}
	page.Sums = metrics.ProjectSumsOf(shown, view.progress)
	for _, stage := range append(metrics.ProjectStages(), metrics.StageUnstated) {
		if page.Sums.StageCounts[stage] > 0 {
			page.Stages = append(page.Stages, stage)
		}
	}
	page.Serving = view.serving(shown)
	return page, nil
}

// serving lists the targets that any of the projects counts for, as the pipeline
// balances them over all their projects.
func (v projectView) serving(shown []*metrics.Project) []ProjectTarget {
	var targets []ProjectTarget
	for _, balance := range v.balances {
		target := ProjectTarget{PipelineBalance: balance, Look: lookOfVerdict(balance.Verdict)}
		for _, row := range balance.Supply.Projects {
			if slices.Contains(shown, row.Project) {
				target.Projects++
			}
		}
		if target.Projects > 0 {
			targets = append(targets, target)
		}
	}
	return targets
}

// choices lists the plans, units, places, product groups and years of the projects.
func (v projectView) choices() ProjectChoices {
	plans, organisations, areas, groups, years := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range v.catalogue.Projects {
		project := &v.catalogue.Projects[i]
		plans[project.Plan] = true
		for _, code := range answering(project) {
			organisations[code] = true
		}
		for _, code := range listed(project.Area) {
			areas[code] = true
		}
		if project.ProductGroup != "" {
			groups[project.ProductGroup] = true
		}
		if year := v.progress(project).EndYear; year != "" {
			years[year] = true
		}
	}
	return ProjectChoices{TaskChoices: choicesOf(v.catalogue, plans, organisations, areas), Groups: sortedKeys(groups),
		Years: sortedKeys(years), Stages: stageChoices()}
}

// chips lists the given filters of the register.
func (v projectView) chips(own ProjectFilters) []Chip {
	list := sharedChips(v.catalogue, v.filters, projectsPath)
	for _, given := range []struct{ name, key, value string }{
		{"stage", "project.stage." + own.Stage, own.Stage}, {"group", "pipeline.group." + own.Group, own.Group},
		{"end_year", "project.end_year", own.EndYear}, {"slip", "project.slip." + own.Slip, own.Slip},
	} {
		if given.value == "" {
			continue
		}
		chip := Chip{Key: given.key, Link: v.filters.Link(projectsPath, given.name, "")}
		switch {
		case given.name == "end_year" && given.value == yearUnstated:
			chip.Key = "project.end_year.none"
		case given.name == "end_year":
			chip.Value = given.value
		case given.name == "group":
			chip.Key, chip.Value = "project.group", given.value
		}
		list = append(list, chip)
	}
	return list
}

// nameGroups puts the words for a product group in place of its code.
func (w wording) nameGroups(chips []Chip) {
	for i := range chips {
		if chips[i].Key == "project.group" {
			chips[i].Value = w.code("pipeline.group", chips[i].Value)
		}
	}
}
