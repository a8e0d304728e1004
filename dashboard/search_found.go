package dashboard

import (
	"context"
	"slices"

	"zhibiao/dashboard/search"
	"zhibiao/metrics"
)

// Found is one thing that search has found.
type Found struct {
	Kind  string `json:"kind"`
	Name  string `json:"name"`
	Under string `json:"under,omitempty"` // what tells it from others of a like name
	Link  string `json:"link"`
	Code  string `json:"-"`
	Item  *Item  `json:"-"` // how an indicator stands; nil unless the page of results asks
}

// find returns what fits a query and what the person may see, the best first. The links
// keep the day and the scenario of the page.
func (s *Server) find(ctx context.Context, filters Filters, who person, words wording, query string) ([]Found, error) {
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, filters.KnownAt)
	if err != nil {
		return nil, err
	}
	describe := foundDescriber{catalogue: catalogue, words: words, server: s, filters: filters,
		tasks:    index(catalogue.Tasks, func(t *metrics.Task) string { return t.Code }),
		projects: index(catalogue.Projects, func(p *metrics.Project) string { return p.Code })}
	var found []Found
	for _, hit := range s.searchIn(catalogue).Find(query) {
		if hit.Entry.Kind == foundPage && !who.may(s.pages[hit.Entry.Code]) {
			continue
		}
		found = append(found, describe.found(hit))
	}
	return found, nil
}

func index[T any](list []T, code func(*T) string) map[string]*T {
	byCode := make(map[string]*T, len(list))
	for i := range list {
		byCode[code(&list[i])] = &list[i]
	}
	return byCode
}

// foundDescriber puts hits into words and links.
type foundDescriber struct {
	catalogue *metrics.Catalogue
	words     wording
	server    *Server
	filters   Filters
	tasks     map[string]*metrics.Task
	projects  map[string]*metrics.Project
}

func (d foundDescriber) found(hit search.Hit) Found {
	code := hit.Entry.Code
	found := Found{Kind: hit.Entry.Kind, Under: code, Code: code}
	switch hit.Entry.Kind {
	case foundIndicator:
		indicator := d.catalogue.Indicator(code)
		found.Name, found.Link = d.words.name(indicator), d.filters.Bare("/indicators/"+code)
		if theme := d.catalogue.Theme(indicator.Theme); theme != nil {
			found.Under = d.words.name(theme)
		}
	case foundPlan:
		plan := d.catalogue.Plan(code)
		found.Name, found.Under, found.Link = d.words.name(plan), plan.Number, d.filters.Bare("/plans/"+code)
	case foundTheme:
		found.Name, found.Under, found.Link = d.words.name(d.catalogue.Theme(code)), "", d.filters.Bare("/indicators", "theme", code)
	case foundOrganisation:
		found.Name, found.Under = d.words.name(d.catalogue.Organisation(code)), ""
		found.Link = d.page("/organisations/:code", code, d.filters.Bare("/indicators", "organisation", code))
	case foundArea:
		found.Name, found.Link = d.words.name(d.catalogue.Area(code)), d.page("/areas/:code", code, d.filters.Bare("/", "area", code))
	case foundTask:
		task := d.tasks[code]
		found.Name, found.Under = task.TaskZh, d.numbered(task.Plan, task.Number)
		found.Link = d.page("/tasks/:code", code, d.filters.Bare("/plans/"+task.Plan))
	case foundProject:
		project := d.projects[code]
		found.Name, found.Under = project.NameZh, d.numbered(project.Plan, project.Number)
		found.Link = d.page("/projects/:code", code, d.filters.Bare("/plans/"+project.Plan))
	case foundConflict:
		found.Name, found.Link = d.words.name(d.catalogue.Conflict(code)), d.filters.Bare("/conflicts/"+code)
	case foundPage:
		found.Under, found.Link = "", d.filters.Bare(code)
		at := slices.IndexFunc(d.server.menu, func(item NavigationItem) bool { return item.Path == code })
		found.Name = d.words.text(d.server.menu[at].Key)
	}
	if hit.Alias != "" {
		found.Under = d.words.text("search.alias", "name", hit.Alias)
	}
	return found
}

// page returns the page of a thing where there is one, and else another address.
func (d foundDescriber) page(pattern, code, otherwise string) string {
	if d.server.pages[pattern] == "" {
		return otherwise
	}
	return d.filters.Bare(pattern[:len(pattern)-len(":code")] + code)
}

// numbered names a row of a plan.
func (d foundDescriber) numbered(plan, number string) string {
	if known := d.catalogue.Plan(plan); known != nil {
		plan = known.Number
	}
	if number == "" {
		return plan
	}
	return plan + " · " + number
}
