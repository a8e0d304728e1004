package ingest

import "zhibiao/metrics"

// reported is a printed name of an organisation and the day for which it was used.
type reported struct {
	name string
	on   metrics.Date
}

// reporter is what a printed name of an organisation was found to be.
type reporter struct {
	organisation *metrics.Organisation
	problem      *metrics.Problem
}

// readOrganisation finds who reported the row, or nil. Who reported is no part of what a
// value is of: an unknown name, or one that was not in use at the end of the period, is
// flagged, and the value is loaded.
func (r *rowReading) readOrganisation() *metrics.Organisation {
	name := r.cell(organisationColumn)
	if name == "" {
		return nil
	}
	found := r.reader.resolver.organisation(name, r.result.observation.Period.End())
	if found.problem != nil {
		r.flag(organisationColumn, name, found.problem)
	}
	return found.organisation
}

// organisation finds the organisation that had a code, a name or an alias on a day, or
// that a person has decided a name means.
func (r *resolver) organisation(name string, on metrics.Date) reporter {
	asked := reported{name, on}
	if found, known := r.reporters[asked]; known {
		return found
	}
	found := r.findOrganisation(name, on)
	if len(r.reporters) < mostResolved {
		r.reporters[asked] = found
	}
	return found
}

func (r *resolver) findOrganisation(name string, on metrics.Date) reporter {
	if found := r.catalogue.OrganisationNamed(name, on, normalName); found != nil {
		return reporter{organisation: found}
	}
	if chosen := r.catalogue.Organisation(r.chosen[chosenName{metrics.NameOfOrganisation, normalName(name)}]); chosen != nil {
		return reporter{organisation: chosen}
	}
	if other := r.catalogue.OrganisationNamed(name, 0, normalName); other != nil {
		now := r.catalogue.Organisation(other.Successor)
		if now == nil {
			now = other
		}
		return reporter{organisation: other, problem: metrics.NewProblem("organisation.not_then", "value", name, "date", on.String(),
			"organisation", now.NameZh, "organisation_en", now.NameEn)}
	}
	return reporter{problem: r.organisationsNear().unknown("organisation.unknown", name)}
}

// organisationsNear are the names to suggest for an unknown one. Few files name
// organisations, so they are gathered for the first that does in vain.
func (r *resolver) organisationsNear() *nameSuggestions {
	if r.organisations.names == nil {
		r.organisations = organisationSuggestions(r.catalogue)
	}
	return &r.organisations
}

func organisationSuggestions(catalogue *metrics.Catalogue) nameSuggestions {
	var names nameSuggestions
	for _, named := range catalogue.OrganisationNames(0) {
		names.add(named.Code, named.Name)
	}
	return names
}
