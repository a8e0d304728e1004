package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// OrganisationListPage lists who answers for what, and how that stands.
type OrganisationListPage struct {
	Frame
	Chips   []Chip
	Rows    []OrganisationRow // those with most behind first
	Groups  []OrganisationListGroup
	Behind  int // organisations that lead something that is behind
	Late    int // that lead a task past its deadline and not done
	Missing int // that have not reported a value

	catalogue *metrics.Catalogue
}

// OrganisationRow is one organisation with what it answers for.
type OrganisationRow struct {
	Organisation *metrics.Organisation
	Successor    *metrics.Organisation // nil when it has none
	Valid        bool                  // on the day of the page
	Led          Tally                 // of the indicators that it leads
	Shared       int                   // indicators that it helps with
	Tasks        metrics.TaskTally     // that it leads
	Projects     int
	Missing      int // values that it should have reported
}

// OrganisationListGroup is the rows of organisations that call for the same action.
type OrganisationListGroup struct {
	Key  string // of its name
	Rows []OrganisationRow
}

// group names the first reason for which somebody has to speak with the organisation.
func (r OrganisationRow) group() string {
	switch {
	case r.Led.Attention > 0:
		return "organisations.group.behind"
	case r.Tasks.Late() > 0:
		return "organisations.group.late"
	case r.Missing > 0:
		return "organisations.group.missing"
	default:
		return "organisations.group.rest"
	}
}

// Empty tells whether nothing is asked of the organisation.
func (r OrganisationRow) Empty() bool {
	return r.Led.Total+r.Shared+r.Tasks.Total+r.Projects+r.Missing == 0
}

func (s *Server) showOrganisationList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadOrganisationList(c.Request().Context(), organisationFilters(filters))
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, organisationsPath, organisationFilters(filters))
	page.Title = s.texts.Text(page.Language, "nav.organisations")
	s.offerExport(&page.Frame, organisationsPath+workbookEnding)
	return s.render(c, http.StatusOK, "organisation_list", page)
}

// organisationFilters are the filters of a page about organisations: it is not narrowed
// to one of them, nor to one area.
func organisationFilters(filters Filters) Filters {
	filters = areaFilters(filters)
	filters.Organisation, filters.Role = "", ""
	filters.given.Del("organisation")
	filters.given.Del("role")
	return filters
}

// loadOrganisationList gathers everything of the page but its frame. A search looks for
// names of organisations.
func (s *Server) loadOrganisationList(ctx context.Context, filters Filters) (OrganisationListPage, error) {
	search := filters.Search
	filters.Search = ""
	view, err := s.areaSnapshot(ctx, filters)
	if err != nil {
		return OrganisationListPage{}, err
	}
	missing, err := s.missingValues(ctx, view)
	if err != nil {
		return OrganisationListPage{}, err
	}
	reports, err := s.taskReportsByTask(ctx, filters)
	if err != nil {
		return OrganisationListPage{}, err
	}
	page := OrganisationListPage{catalogue: view.catalogue, Chips: chips(view.catalogue, filters, organisationsPath)}
	for _, row := range view.organisationRows(missing, reports) {
		if row.Empty() || !view.namedSo(row.Organisation, search) {
			continue
		}
		page.Rows = append(page.Rows, row)
		page.Behind += min(row.Led.Attention, 1)
		page.Late += min(row.Tasks.Late(), 1)
		page.Missing += min(row.Missing, 1)
	}
	slices.SortStableFunc(page.Rows, func(a, b OrganisationRow) int {
		return cmp.Or(cmp.Compare(b.Led.Attention, a.Led.Attention), cmp.Compare(b.Tasks.Late(), a.Tasks.Late()),
			cmp.Compare(b.Missing, a.Missing), cmp.Compare(b.Led.Total, a.Led.Total), cmp.Compare(b.Tasks.Total, a.Tasks.Total))
	})
	for _, row := range page.Rows { // the order makes each group one stretch
		if last := len(page.Groups) - 1; last < 0 || page.Groups[last].Key != row.group() {
			page.Groups = append(page.Groups, OrganisationListGroup{Key: row.group()})
		}
		last := &page.Groups[len(page.Groups)-1]
		last.Rows = append(last.Rows, row)
	}
	return page, nil
}

// itemsOfAllAreas lists what plans ask for, wherever.
func (v snapshot) itemsOfAllAreas() []Item {
	v.filters.Area = ""
	return v.targetItems()
}

// organisationRows counts for every organisation, in the order of the catalogue.
func (v snapshot) organisationRows(missing []metrics.MissingValue, reports map[string][]metrics.TaskReport) []OrganisationRow {
	led, shared := map[string][]Item{}, map[string]int{}
	for _, item := range v.itemsOfAllAreas() {
		if item.Lead != nil {
			led[item.Lead.Code] = append(led[item.Lead.Code], item)
		}
		for _, other := range item.Responsible {
			shared[other.Code]++
		}
	}
	unreported := metrics.MissingByOrganisation(missing)
	tasks := map[string]metrics.TaskTally{}
	for i := range v.catalogue.Tasks {
		task := &v.catalogue.Tasks[i]
		progress := metrics.TaskStateOn(task, reports[task.Code], v.filters.AsOf)
		for _, code := range task.LeadOrganisations {
			tally := tasks[code]
			tally.Add(progress)
			tasks[code] = tally
		}
	}
	projects := map[string]int{}
	for i := range v.catalogue.Projects {
		for _, code := range organisationsOfProject(&v.catalogue.Projects[i]) {
			projects[code]++
		}
	}
	rows := make([]OrganisationRow, len(v.catalogue.Organisations))
	for i := range v.catalogue.Organisations {
		organisation := &v.catalogue.Organisations[i]
		code := organisation.Code
		rows[i] = OrganisationRow{Organisation: organisation, Successor: v.catalogue.Organisation(organisation.Successor),
			Valid: validOn(organisation, v.filters.AsOf), Led: newTally(led[code]), Shared: shared[code], Tasks: tasks[code],
			Projects: projects[code], Missing: len(unreported[code])}
	}
	return rows
}

// organisationsOfProject lists who owns a project and who watches over it, each once.
func organisationsOfProject(project *metrics.Project) []string {
	var codes []string
	for _, code := range []string{project.SupervisingOrganisation, project.Owner} {
		if code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// validOn tells whether an organisation existed under its name on a day.
func validOn(organisation *metrics.Organisation, day metrics.Date) bool {
	return (organisation.ValidFrom.IsZero() || day >= organisation.ValidFrom) && (organisation.ValidTo.IsZero() || day <= organisation.ValidTo)
}

// namedSo tells whether every word of a search stands in a name of the organisation.
func (v snapshot) namedSo(organisation *metrics.Organisation, search string) bool {
	names := []string{organisation.Code, organisation.NameZh, organisation.NameEn}
	for _, alias := range v.catalogue.OrganisationAliases {
		if alias.Organisation == organisation.Code {
			names = append(names, alias.Alias)
		}
	}
	all := strings.ToLower(strings.Join(names, "\n"))
	for _, word := range strings.Fields(strings.ToLower(search)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}
