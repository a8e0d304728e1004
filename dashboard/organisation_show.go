package dashboard

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// OrganisationPage shows one organisation with everything that it answers for.
type OrganisationPage struct {
	Frame
	Organisation *metrics.Organisation
	Area         *metrics.Area
	Chips        []Chip
	Valid        bool
	Successor    *metrics.Organisation
	Predecessors []*metrics.Organisation
	Aliases      []metrics.OrganisationAlias
	Members      []*metrics.Organisation
	Groups       []OrganisationGroup // that it belongs to
	Tally        Tally               // of what it leads
	Led          []Item
	Shared       []Item
	Tasks        []OrganisationTask
	TaskTally    metrics.TaskTally // of the tasks that it leads
	Projects     []OrganisationProject
	Missing      []MissingItem
}

// How many rows of each kind stand open; the rest is folded away.
const (
	organisationItemsOpen   = 15
	organisationTasksOpen   = 15
	organisationMissingOpen = 5
)

// Folded is a list whose rows behind the first are folded away.
type Folded[T any] struct{ First, Rest []T }

func fold[T any](rows []T, open int) Folded[T] {
	open = min(len(rows), open)
	return Folded[T]{rows[:open], rows[open:]}
}

// LedFolded are the indicators that it leads.
func (p OrganisationPage) LedFolded() Folded[Item] { return fold(p.Led, organisationItemsOpen) }

// TasksFolded are its tasks.
func (p OrganisationPage) TasksFolded() Folded[OrganisationTask] {
	return fold(p.Tasks, organisationTasksOpen)
}

// MissingFolded are the values that it has not reported.
func (p OrganisationPage) MissingFolded() Folded[MissingItem] {
	return fold(p.Missing, organisationMissingOpen)
}

// OrganisationGroup is a group with what is asked of all its members.
type OrganisationGroup struct {
	Organisation *metrics.Organisation
	Led          int // indicators that the group leads
}

// MissingItem is a value that should have been reported.
type MissingItem struct {
	metrics.MissingValue
	Item Item
}

func (s *Server) showOrganisation(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = organisationFilters(filters)
	page, err := s.loadOrganisation(c.Request().Context(), filters, c.Param("code"))
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, organisationsPath, filters)
	page.Title = s.wording(page.Language).name(page.Organisation)
	if len(page.Led)+len(page.Shared) > 0 {
		if err := s.offerRows(c, &page.Frame, organisationsPath+"/"+page.Organisation.Code+workbookEnding); err != nil {
			return err
		}
	}
	return s.render(c, http.StatusOK, "organisation", page)
}

// loadOrganisation gathers everything of the page but its frame.
func (s *Server) loadOrganisation(ctx context.Context, filters Filters, code string) (OrganisationPage, error) {
	view, err := s.areaSnapshot(ctx, filters)
	if err != nil {
		return OrganisationPage{}, err
	}
	organisation := view.catalogue.Organisation(code)
	if organisation == nil {
		return OrganisationPage{}, notFound("organisation", code)
	}
	page := view.organisationNames(organisation)
	page.Chips = chips(view.catalogue, filters, organisationsPath+"/"+code)
	var indicators []string
	items := view.itemsOfAllAreas()
	for _, item := range items {
		switch {
		case item.involves(code, roleLead):
			page.Led = append(page.Led, item)
		case item.involves(code, roleResponsible):
			page.Shared = append(page.Shared, item)
		default:
			continue
		}
		indicators = append(indicators, item.Indicator.Code)
	}
	for i := range page.Groups {
		group := &page.Groups[i]
		for _, item := range items {
			if item.involves(group.Organisation.Code, roleLead) {
				group.Led++
			}
		}
	}
	page.Tally = newTally(page.Led)
	slices.SortStableFunc(page.Led, bySeverity)
	if err := s.fillMissing(ctx, view, &page, indicators); err != nil {
		return page, err
	}
	if err := s.fillOrganisationTasks(ctx, view, &page); err != nil {
		return page, err
	}
	return page, s.fillOrganisationProjects(ctx, view, &page)
}

// organisationNames begins the page: what the organisation is called, was called, and
// belongs to.
func (v snapshot) organisationNames(organisation *metrics.Organisation) OrganisationPage {
	page := OrganisationPage{Organisation: organisation, Area: v.catalogue.Area(organisation.Area),
		Valid: validOn(organisation, v.filters.AsOf), Successor: v.catalogue.Organisation(organisation.Successor)}
	for i := range v.catalogue.Organisations {
		other := &v.catalogue.Organisations[i]
		if other.Successor == organisation.Code {
			page.Predecessors = append(page.Predecessors, other)
		}
		if slices.Contains(other.Members, organisation.Code) {
			page.Groups = append(page.Groups, OrganisationGroup{Organisation: other})
		}
	}
	for _, alias := range v.catalogue.OrganisationAliases {
		if alias.Organisation == organisation.Code {
			page.Aliases = append(page.Aliases, alias)
		}
	}
	for _, code := range organisation.Members {
		if member := v.catalogue.Organisation(code); member != nil {
			page.Members = append(page.Members, member)
		}
	}
	return page
}

// fillMissing lists the values that the organisation should have reported.
func (s *Server) fillMissing(ctx context.Context, view snapshot, page *OrganisationPage, indicators []string) error {
	if len(indicators) == 0 {
		return nil
	}
	slices.Sort(indicators)
	missing, err := s.missingValues(ctx, view, slices.Compact(indicators)...)
	if err != nil {
		return err
	}
	for _, value := range metrics.MissingByOrganisation(missing)[page.Organisation.Code] {
		if item, found := view.item(value.Target); found {
			page.Missing = append(page.Missing, MissingItem{MissingValue: value, Item: item})
		}
	}
	return nil
}
