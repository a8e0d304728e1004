package dashboard

import (
	"net/url"
	"time"

	"zhibiao/metrics"
)

// Filters say what a page shows. They live in the address, so that a link carries
// them, and every page keeps those of the page before.
type Filters struct {
	Plan, Theme, Area, Organisation string // codes, empty for all
	Attribute                       metrics.Attribute
	Status                          string // an assessment status, statusAttention, or empty for all
	Search                          string
	Sort                            string
	// Role narrows Organisation to what it leads (roleLead) or helps with (roleResponsible).
	Role string
	// Dimension and Target choose one series and one target on an indicator's page.
	Dimension, Target string
	// AsOf is the day as of which everything is judged; it is always set.
	AsOf metrics.Date
	// KnownAt shows what the system knew at a past moment; zero for now. Without
	// known_at in the address a past AsOf is shown as it was known then, so that the
	// same address gives the same answer whatever is imported in between.
	KnownAt time.Time
	// KnownNow says that the address asks for a past day with today's knowledge.
	KnownNow bool
	// latest says that KnownAt is the last change and not asked for.
	latest bool
	// Demonstration shows the generated values instead of the real ones.
	Demonstration        bool
	DefaultDemonstration bool

	// Scope are the organisations to whose indicators an export is bound, whatever the
	// address asks for; empty: all.
	Scope []string

	// whole lets the rows of a report hold all their values, however many: templates ask for
	// any of them.
	whole bool

	given url.Values // as they came, without what is empty or the default
	own   ownParameters
}

// ownParameters are parameters that belong to one page: its links to itself keep them,
// links to other pages do not.
type ownParameters struct {
	path  string
	names []string
}

// withOwn adds a parameter of the page at a path; an empty value is not kept.
func (f Filters) withOwn(path, name, value string) Filters {
	f.own.path, f.own.names = path, append(f.own.names[:len(f.own.names):len(f.own.names)], name)
	if value != "" {
		f.given.Set(name, value)
	}
	return f
}

// Own lists the parameters that only the page itself keeps.
func (f Filters) Own() []string { return f.own.names }

// The roles of an organisation.
const (
	roleLead        = "lead"
	roleResponsible = "responsible"
)

// statusAttention is the filter for everything that calls for action.
const statusAttention = "attention"

// filterNames are the parameters that travel from page to page.
func filterNames() []string {
	return []string{"plan", "theme", "attribute", "status", "area", "organisation", "role", "as_of", "known_at",
		"demo", "q", "sort"}
}

// Scenario returns the scenario of the values to show.
func (f Filters) Scenario() metrics.Scenario {
	if f.Demonstration {
		return metrics.Demonstration
	}
	return metrics.Actual
}

// Vintage returns which values the reader may see.
func (f Filters) Vintage() metrics.Vintage {
	return metrics.Vintage{AsOf: f.AsOf, KnownAt: f.KnownAt}
}

// Past tells whether the reader looks at another day than today, or at what was known
// at another moment than now.
func (f Filters) Past(today metrics.Date) bool { return f.AsOf != today || !f.KnownAt.IsZero() }

// Names lists the filters that travel from page to page.
func (f Filters) Names() []string { return filterNames() }

// Given returns the text of a filter as it stands in the address.
func (f Filters) Given(name string) string { return f.given.Get(name) }

// Link returns a path of this host with the filters and with changes: name and
// value pairs, an empty value taking the filter away. Values that are no travelling
// filter, such as a page number, are added too.
func (f Filters) Link(path string, changes ...string) string {
	values := url.Values{}
	for _, name := range filterNames() {
		if value := f.given.Get(name); value != "" {
			values.Set(name, value)
		}
	}
	if path == f.own.path {
		for _, name := range f.own.names {
			if value := f.given.Get(name); value != "" {
				values.Set(name, value)
			}
		}
	}
	for i := 0; i+1 < len(changes); i += 2 {
		if changes[i+1] == "" {
			values.Del(changes[i])
		} else {
			values.Set(changes[i], changes[i+1])
		}
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// Bare returns a path with what every page needs, the day and the scenario, and
// without the filters that narrow a list.
func (f Filters) Bare(path string, changes ...string) string {
	for _, name := range f.Narrowing() {
		changes = append([]string{name, ""}, changes...)
	}
	return f.Link(path, append([]string{"sort", "", "role", ""}, changes...)...)
}

// Narrowing lists the given filters that make a list shorter.
func (f Filters) Narrowing() []string {
	var names []string
	for _, name := range []string{"plan", "theme", "attribute", "status", "area", "organisation", "q"} {
		if f.given.Get(name) != "" {
			names = append(names, name)
		}
	}
	return names
}
