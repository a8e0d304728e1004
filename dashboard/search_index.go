package dashboard

import (
	"slices"
	"sync"

	"zhibiao/dashboard/locale"
	"zhibiao/dashboard/search"
	"zhibiao/metrics"
)

// searchIndex keeps what search needs of the catalogue that was asked for last. A
// catalogue never changes: a new one is another pointer.
type searchIndex struct {
	mutex     sync.Mutex
	catalogue *metrics.Catalogue
	index     *search.Index
}

// The kinds of things that search finds, in the order in which they stand.
const (
	foundIndicator    = "indicator"
	foundPlan         = "plan"
	foundTheme        = "theme"
	foundOrganisation = "organisation"
	foundArea         = "area"
	foundTask         = "task"
	foundProject      = "project"
	foundConflict     = "conflict"
	foundPage         = "page"
)

func foundKinds() []string {
	return []string{foundIndicator, foundPlan, foundTheme, foundOrganisation, foundArea, foundTask, foundProject, foundConflict, foundPage}
}

// searchIn returns the index of a catalogue.
func (s *Server) searchIn(catalogue *metrics.Catalogue) *search.Index {
	s.search.mutex.Lock()
	defer s.search.mutex.Unlock()
	if s.search.catalogue != catalogue {
		s.search.index = search.NewIndex(append(entriesOf(catalogue), s.pageEntries()...))
		s.search.catalogue = catalogue
	}
	return s.search.index
}

// pageEntries are the entries of the main menu.
func (s *Server) pageEntries() []search.Entry {
	var entries []search.Entry
	for _, item := range s.menu {
		entries = append(entries, search.Entry{Kind: foundPage, Code: item.Path, Names: []string{
			s.texts.Text(locale.Chinese, item.Key), s.texts.Text(locale.English, item.Key)}})
	}
	return entries
}

// entriesOf lists everything of a catalogue that can be found. Among things that fit
// equally well the weight puts indicators with targets first and long lists last.
func entriesOf(catalogue *metrics.Catalogue) []search.Entry {
	printed := map[string][]string{}
	for i := range catalogue.IndicatorAliases {
		alias := &catalogue.IndicatorAliases[i]
		if !slices.Contains(printed[alias.Indicator], alias.Alias) {
			printed[alias.Indicator] = append(printed[alias.Indicator], alias.Alias)
		}
	}
	called := map[string][]string{}
	for i := range catalogue.OrganisationAliases {
		alias := &catalogue.OrganisationAliases[i]
		called[alias.Organisation] = append(called[alias.Organisation], alias.Alias)
	}
	var entries []search.Entry
	for i := range catalogue.Indicators {
		indicator := &catalogue.Indicators[i]
		weight := 8
		if len(catalogue.TargetsOf(indicator.Code)) > 0 {
			weight = 9
		}
		entries = append(entries, search.Entry{Kind: foundIndicator, Code: indicator.Code, Weight: weight,
			Names: []string{indicator.NameZh, indicator.NameEn}, Aliases: printed[indicator.Code]})
	}
	for i := range catalogue.Plans {
		plan := &catalogue.Plans[i]
		entries = append(entries, search.Entry{Kind: foundPlan, Code: plan.Code, Weight: 7,
			Names: []string{plan.TitleZh, plan.TitleEn, plan.Number}})
	}
	for i := range catalogue.Themes {
		theme := &catalogue.Themes[i]
		entries = append(entries, search.Entry{Kind: foundTheme, Code: theme.Code, Weight: 6, Names: []string{theme.NameZh, theme.NameEn}})
	}
	for i := range catalogue.Organisations {
		organisation := &catalogue.Organisations[i]
		entries = append(entries, search.Entry{Kind: foundOrganisation, Code: organisation.Code, Weight: 5,
			Names: []string{organisation.NameZh, organisation.NameEn}, Aliases: called[organisation.Code]})
	}
	for i := range catalogue.Areas {
		area := &catalogue.Areas[i]
		entries = append(entries, search.Entry{Kind: foundArea, Code: area.Code, Weight: 5,
			Names: []string{area.NameZh, area.NameEn}, Aliases: area.Aliases})
	}
	for i := range catalogue.Tasks {
		entries = append(entries, search.Entry{Kind: foundTask, Code: catalogue.Tasks[i].Code, Weight: 2, Names: []string{catalogue.Tasks[i].TaskZh}})
	}
	for i := range catalogue.Projects {
		entries = append(entries, search.Entry{Kind: foundProject, Code: catalogue.Projects[i].Code, Weight: 1, Names: []string{catalogue.Projects[i].NameZh}})
	}
	for i := range catalogue.Conflicts {
		conflict := &catalogue.Conflicts[i]
		entries = append(entries, search.Entry{Kind: foundConflict, Code: conflict.Code, Weight: 3, Names: []string{conflict.TitleZh, conflict.TitleEn}})
	}
	return entries
}
