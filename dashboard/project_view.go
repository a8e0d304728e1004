package dashboard

import (
	"context"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// projectView is what the pages of projects are made of.
type projectView struct {
	catalogue *metrics.Catalogue
	filters   Filters
	reports   map[string][]metrics.ProjectReport
	serves    map[string][]*metrics.Indicator // by project: the indicators whose targets it counts for
	balances  []metrics.PipelineBalance
}

// ProjectLine is one project as pages show it.
type ProjectLine struct {
	*metrics.Project
	metrics.ProjectProgress
	InPlan     *metrics.Plan
	Areas      []*metrics.Area
	Owners     []*metrics.Organisation
	Supervisor *metrics.Organisation
	Serves     []*metrics.Indicator
	Look       stateLook
}

// Years writes the printed years: 2021–2025, –2025, or nothing.
func (l ProjectLine) Years() string { return joinYears(l.StartYear, l.Project.EndYear) }

// ExpectedYear is the end year known on the day, which may differ from the printed one.
func (l ProjectLine) ExpectedYear() string { return l.ProjectProgress.EndYear }

// PrintedYear is the end year that the list prints.
func (l ProjectLine) PrintedYear() string { return l.Project.EndYear }

// CurrentStage is the stage known on the day.
func (l ProjectLine) CurrentStage() metrics.ProjectStage { return l.ProjectProgress.Stage }

// PrintedStage is the stage that the list prints.
func (l ProjectLine) PrintedStage() metrics.ProjectStage {
	return metrics.ProjectStage(l.Project.Stage)
}

func joinYears(from, to string) string {
	if from == "" && to == "" {
		return ""
	}
	if from == to {
		return from
	}
	return from + "–" + to
}

// loadProjectView balances projects against targets with the latest real values: the
// register shows nothing that is generated.
func (s *Server) loadProjectView(ctx context.Context, filters Filters) (projectView, error) {
	filters.Demonstration = false
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return projectView{}, err
	}
	view := projectView{catalogue: catalogue, filters: filters, reports: map[string][]metrics.ProjectReport{},
		serves: map[string][]*metrics.Indicator{}}
	reports, err := s.projectReports(ctx, filters, "")
	if err != nil {
		return view, err
	}
	for _, report := range reports {
		view.reports[report.Project] = append(view.reports[report.Project], report)
	}
	current, err := s.currentCapacities(ctx, snapshot{catalogue: catalogue, filters: filters}, "")
	if err != nil {
		return view, err
	}
	view.balances = metrics.PipelineOf(catalogue, filters.AsOf, current)
	for i := range view.balances {
		balance := &view.balances[i]
		for _, row := range balance.Supply.Projects {
			if code := row.Project.Code; !slices.Contains(view.serves[code], balance.Indicator) {
				view.serves[code] = append(view.serves[code], balance.Indicator)
			}
		}
	}
	return view, nil
}

func (v projectView) progress(project *metrics.Project) metrics.ProjectProgress {
	return metrics.ProjectStageOn(project, v.reports[project.Code], v.filters.AsOf)
}

func (v projectView) line(project *metrics.Project) ProjectLine {
	line := ProjectLine{Project: project, ProjectProgress: v.progress(project), InPlan: v.catalogue.Plan(project.Plan),
		Owners: named(v.catalogue, listed(project.Owner)), Supervisor: v.catalogue.Organisation(project.SupervisingOrganisation),
		Serves: v.serves[project.Code]}
	for _, code := range listed(project.Area) {
		if area := v.catalogue.Area(code); area != nil {
			line.Areas = append(line.Areas, area)
		}
	}
	line.Look = lookOfStage(line.CurrentStage())
	return line
}

// listed splits a cell with several codes.
func listed(codes string) []string {
	if codes == "" {
		return nil
	}
	return strings.Split(codes, ";")
}

// answering lists the units that answer for a project: who supervises it, and who owns it.
func answering(project *metrics.Project) []string {
	return slices.Concat(listed(project.SupervisingOrganisation), listed(project.Owner))
}

// stageUnstated stands in addresses and texts for projects whose list prints no stage.
const stageUnstated = "unstated"

// stageCode is the code of a stage in addresses and texts.
func stageCode(stage metrics.ProjectStage) string {
	if stage == metrics.StageUnstated {
		return stageUnstated
	}
	return string(stage)
}

// lookOfStage is how a stage is shown.
func lookOfStage(stage metrics.ProjectStage) stateLook {
	look := stateLook{Key: "project.stage." + stageCode(stage), Tone: "none", Icon: "not_assessable"}
	switch stage {
	case metrics.StageReserve:
		look.Icon = "pending"
	case metrics.StageAdvancing:
		look.Tone, look.Icon = "fair", "on_schedule"
	case metrics.StageUnderConstruction:
		look.Tone, look.Icon = "fair", "ahead"
	case metrics.StageCompleted:
		look.Tone, look.Icon = "good", "achieved"
	}
	return look
}

// SlipYears is how many years later than printed the project is expected, negative when
// earlier; 0 when nothing is known.
func (l ProjectLine) SlipYears() int {
	if l.Slip == nil {
		return 0
	}
	return *l.Slip
}

// EarlierYears is how many years earlier than printed the project is expected.
func (l ProjectLine) EarlierYears() int { return -l.SlipYears() }

// stageName is the word for a stage.
func (w wording) stageName(stage metrics.ProjectStage) string {
	return w.text("project.stage." + stageCode(stage))
}
