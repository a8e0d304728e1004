package dashboard

import (
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// workbookSource is one kind of workbook: where it is asked for and what makes it. Its
// address is that of the page with the same rows, and the ending of workbooks.
type workbookSource struct {
	path  string           // of the page; the code of a thing follows where show or tail is set
	show  echo.HandlerFunc // the page of the thing, which shares its pattern with the workbook
	tail  string           // what follows the code
	right right            // that the page asks for
	draft func(c echo.Context, code string) (reportDraft, error)
}

// workbookSources lists every workbook that can be asked for. Reports are made again by
// this list, and it says who may have kept ones.
func (s *Server) workbookSources() []workbookSource {
	sources := []workbookSource{
		{path: "/overview", right: mayLook, draft: s.draftOverview},
		{path: "/indicators", right: mayLook, draft: s.draftIndicators},
		{path: "/indicators/", show: s.showIndicator, right: mayLook, draft: s.draftIndicator},
		{path: "/plans", right: mayLook, draft: s.draftPlanList},
		{path: "/plans/", show: s.showPlan, right: mayLook, draft: s.draftPlan},
		{path: rollUpPath, right: mayLook, draft: s.draftRollUp},
		{path: areasPath, right: mayLook, draft: s.draftAreas},
		{path: areasPath + "/", show: s.showArea, right: mayLook, draft: s.draftArea},
		{path: pipelinePath, right: mayLook, draft: s.draftPipeline},
		{path: pipelinePath + "/", show: s.showPipelineIndicator, right: mayLook, draft: s.draftPipelineIndicator},
		{path: tasksPath, right: mayLook, draft: s.draftTasks},
		{path: projectsPath, right: mayLook, draft: s.draftProjects},
		{path: conflictsPath, right: mayLook, draft: s.draftConflicts},
		{path: policyPath, right: mayLook, draft: s.draftPolicy},
	}
	if s.dependencies.Reporting != nil {
		sources = append(sources, workbookSource{path: organisationsPath, right: mayLook, draft: s.draftOrganisations},
			workbookSource{path: organisationsPath + "/", show: s.showOrganisation, right: mayLook, draft: s.draftOrganisation})
	}
	if s.dependencies.Revisions != nil {
		sources = append(sources, workbookSource{path: differencesPath, right: mayLook, draft: s.draftDifferences})
	}
	if s.dependencies.Coverage != nil {
		sources = append(sources, workbookSource{path: coveragePath + "/matrix", right: mayLook, draft: s.draftCoverageMatrix},
			workbookSource{path: coveragePath + "/organisations", right: mayLook, draft: s.draftCoverageOrganisations})
	}
	if s.dependencies.Forms != nil {
		sources = append(sources, workbookSource{path: formsPath + "/", tail: "/missing", right: mayLook, draft: s.draftFormMissing})
	}
	if s.dependencies.Importer != nil {
		sources = append(sources, workbookSource{path: runsPath, right: mayInspect, draft: s.draftRuns})
	}
	if s.dependencies.Scheduler != nil {
		sources = append(sources, workbookSource{path: calendarPath, right: mayInspect, draft: s.draftCalendar})
	}
	if s.dependencies.Audit != nil {
		sources = append(sources, workbookSource{path: auditPath, right: mayAdminister, draft: s.draftAudit})
	}
	return sources
}

// coded tells whether the code of a thing is a part of the address.
func (w workbookSource) coded() bool { return w.show != nil || w.tail != "" }

// codeIn returns the code of the thing whose workbook has a path.
func (w workbookSource) codeIn(path string) (code string, found bool) {
	path, found = strings.CutSuffix(path, w.tail+workbookEnding)
	if !found {
		return "", false
	}
	if !w.coded() {
		return "", path == w.path
	}
	code, found = strings.CutPrefix(path, w.path)
	return code, found && code != "" && !strings.Contains(code, "/")
}

// sourceOf finds what makes the workbook of an address.
func (s *Server) sourceOf(address string) (source workbookSource, code string, err error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return source, "", badRequest(metrics.NewProblem("reports.address_unreadable").Because(err))
	}
	for _, source := range s.workbookSources() {
		if code, found := source.codeIn(parsed.Path); found {
			return source, code, nil
		}
	}
	return source, "", badRequest(metrics.NewProblem("reports.address_unreadable"))
}
