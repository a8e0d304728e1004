package ingest

import (
	"context"

	"zhibiao/metrics"
)

// NameSource has what people have decided that printed names stand for. The warehouse
// implements it.
type NameSource interface {
	NameChoices(ctx context.Context) ([]metrics.NameChoice, error)
}

// resolverOf returns the resolver of a catalogue with the choices of people.
func (i *Importer) resolverOf(ctx context.Context, catalogue *metrics.Catalogue) (*resolver, error) {
	if i.options.Names == nil {
		return newResolver(catalogue), nil
	}
	choices, err := i.options.Names.NameChoices(ctx)
	if err != nil {
		return nil, &storeFailure{"read the remembered names", err}
	}
	names := newResolver(catalogue)
	names.remember(choices)
	return names, nil
}

// chosenName is a name of one kind, in its normal form.
type chosenName struct {
	kind metrics.NameKind
	name string
}

// remember takes the choices in. One whose thing is no longer in the catalogue counts as
// not made.
func (r *resolver) remember(choices []metrics.NameChoice) {
	r.chosen = make(map[chosenName]string, len(choices))
	for _, choice := range choices {
		if !choice.Removed {
			r.chosen[chosenName{choice.Kind, choice.Normal}] = choice.Code
		}
	}
}

// chosenIndicator returns what a person has decided that a name stands for, or nil.
func (r *resolver) chosenIndicator(name string) *metrics.Indicator {
	return r.catalogue.Indicator(r.chosen[chosenName{metrics.NameOfIndicator, normalName(name)}])
}

// chosenArea returns what a person has decided that a name stands for, or nil.
func (r *resolver) chosenArea(name string) *metrics.Area {
	return r.catalogue.Area(r.chosen[chosenName{metrics.NameOfArea, normalName(name)}])
}

// NamesToChoose lists the names that a file used for things of a kind, for the search of
// the nearest ones.
func NamesToChoose(catalogue *metrics.Catalogue, kind metrics.NameKind) []metrics.NamedCode {
	var names nameSuggestions
	switch kind {
	case metrics.NameOfIndicator:
		names = newResolver(catalogue).indicatorsNear
	case metrics.NameOfArea:
		names = newResolver(catalogue).areasNear
	case metrics.NameOfOrganisation:
		names = organisationSuggestions(catalogue)
	}
	return names.names
}

// UnknownName returns the name that a rejected cell gives in vain, and its kind; false
// when the cell was rejected for another reason.
func UnknownName(reject metrics.Reject) (metrics.NameKind, string, bool) {
	if reject.Problem == nil {
		return "", "", false
	}
	name := reject.Problem.Arguments["value"]
	switch reject.Problem.Key {
	case "indicator.unknown", "indicator.unknown.alone", "indicator.ambiguous":
		return metrics.NameOfIndicator, name, name != ""
	case "area.unknown", "area.unknown.alone":
		return metrics.NameOfArea, name, name != ""
	case "organisation.unknown", "organisation.unknown.alone":
		return metrics.NameOfOrganisation, name, name != ""
	}
	return "", "", false
}
