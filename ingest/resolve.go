package ingest

import (
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// resolver turns printed names into the codes of a catalogue.
type resolver struct {
	catalogue      *metrics.Catalogue
	indicators     map[string][]namedIndicator
	areas          map[string]*metrics.Area
	resolved       map[indicatorName]resolution
	indicatorsNear nameSuggestions
	areasNear      nameSuggestions
	organisations  nameSuggestions // gathered when asked for, see organisationsNear
	reporters      map[reported]reporter
	chosen         map[chosenName]string // normal name → code
}

// namedIndicator is one meaning of a printed name.
type namedIndicator struct {
	indicator   *metrics.Indicator
	unit, scope string // both empty: any
	own         bool   // the indicator's own name, not an alias
}

// indicatorName is what a row says about its indicator.
type indicatorName struct{ name, unit, scope string }

type resolution struct {
	indicator *metrics.Indicator
	problem   *metrics.Problem
}

// mostResolved bounds the memory for names; catalogues are far smaller.
const mostResolved = 100_000

func newResolver(catalogue *metrics.Catalogue) *resolver {
	r := &resolver{
		catalogue:  catalogue,
		indicators: map[string][]namedIndicator{},
		areas:      map[string]*metrics.Area{},
		resolved:   map[indicatorName]resolution{},
		reporters:  map[reported]reporter{},
	}
	for i := range catalogue.Indicators {
		indicator := &catalogue.Indicators[i]
		for _, name := range []string{indicator.Code, indicator.NameZh, indicator.NameEn} {
			r.addIndicator(name, namedIndicator{indicator: indicator, own: true})
		}
	}
	for _, alias := range catalogue.IndicatorAliases {
		if indicator := catalogue.Indicator(alias.Indicator); indicator != nil {
			r.addIndicator(alias.Alias, namedIndicator{indicator: indicator, unit: alias.Unit, scope: alias.Scope})
		}
	}
	r.addAreas()
	return r
}

func (r *resolver) addIndicator(name string, named namedIndicator) {
	if key := normalName(name); key != "" {
		r.indicators[key] = append(r.indicators[key], named)
		r.indicatorsNear.add(named.indicator.Code, name)
	}
}

// addAreas enters codes first, then names, then aliases: what comes first stays.
func (r *resolver) addAreas() {
	areas := r.catalogue.Areas
	enter := func(names func(*metrics.Area) []string) {
		for i := range areas {
			for _, name := range names(&areas[i]) {
				if key := normalName(name); key != "" && r.areas[key] == nil {
					r.areas[key] = &areas[i]
				}
				r.areasNear.add(areas[i].Code, name)
			}
		}
	}
	enter(func(a *metrics.Area) []string { return []string{a.Code} })
	enter(func(a *metrics.Area) []string { return []string{a.NameZh, a.NameEn} })
	enter(func(a *metrics.Area) []string { return a.Aliases })
}

// indicator finds the indicator of a code, a name or an alias. The problem is
// indicator.missing, indicator.unknown (with the nearest names) or
// indicator.ambiguous.
func (r *resolver) indicator(name, unit, scope string) (*metrics.Indicator, *metrics.Problem) {
	asked := indicatorName{name, unit, scope}
	if known, ok := r.resolved[asked]; ok {
		return known.indicator, known.problem
	}
	found, problem := r.findIndicator(asked)
	if len(r.resolved) < mostResolved {
		r.resolved[asked] = resolution{found, problem}
	}
	return found, problem
}

func (r *resolver) findIndicator(asked indicatorName) (*metrics.Indicator, *metrics.Problem) {
	if asked.name == "" {
		return nil, metrics.NewProblem("indicator.missing")
	}
	if indicator := r.catalogue.Indicator(asked.name); indicator != nil {
		return indicator, nil
	}
	best := -1
	found := map[string]*metrics.Indicator{}
	for _, named := range r.indicators[normalName(asked.name)] {
		fit := named.fit(asked)
		if fit > best {
			best = fit
			clear(found)
		}
		if fit >= 0 && fit == best {
			found[named.indicator.Code] = named.indicator
		}
	}
	if len(found) != 1 {
		if chosen := r.chosenIndicator(asked.name); chosen != nil {
			return chosen, nil
		}
	}
	switch len(found) {
	case 0:
		return nil, r.indicatorsNear.unknown("indicator.unknown", asked.name)
	case 1:
		for _, indicator := range found {
			return indicator, nil
		}
	}
	codes := make([]string, 0, len(found))
	for code := range found {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	return nil, metrics.NewProblem("indicator.ambiguous", "value", asked.name, "candidates", strings.Join(codes, "、"))
}

// fit says how well a meaning fits what the row says, −1 when it does not: the scope
// counts before the unit, and the indicator's own name before an alias.
func (n namedIndicator) fit(asked indicatorName) int {
	fit := 0
	if n.own {
		fit = 1
	}
	if n.scope != "" {
		if normalName(n.scope) != normalName(asked.scope) {
			return -1
		}
		fit += 8
	}
	switch {
	case n.unit == "" || asked.unit == "":
	case normalName(n.unit) == normalName(asked.unit):
		fit += 4
	default:
		if _, err := metrics.ConvertUnit(decimal.Zero, asked.unit, n.unit); err != nil {
			return -1
		}
		fit += 2
	}
	return fit
}

// area finds the area of a code, a name or an alias; the city when there is none.
func (r *resolver) area(name string) (string, *metrics.Problem) {
	if name == "" {
		return metrics.CityArea, nil
	}
	if area := r.areas[normalName(name)]; area != nil {
		return area.Code, nil
	}
	if area := r.chosenArea(name); area != nil {
		return area.Code, nil
	}
	return "", r.areasNear.unknown("area.unknown", name)
}
