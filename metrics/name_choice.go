package metrics

import "time"

// NameKind says what a printed name stands for.
type NameKind string

// The kinds of names.
const (
	NameOfIndicator    NameKind = "indicator"
	NameOfArea         NameKind = "area"
	NameOfOrganisation NameKind = "organisation"
)

// NameKinds lists the kinds in the order in which pages show them.
func NameKinds() []NameKind { return []NameKind{NameOfIndicator, NameOfArea, NameOfOrganisation} }

// NameChoice is what a person has decided a printed name stands for: asked once, kept
// for all later files. Removed means that the decision was taken back.
type NameChoice struct {
	Kind    NameKind  `json:"kind"`
	Name    string    `json:"name"`   // as it was printed
	Normal  string    `json:"normal"` // the name with what does not count taken away, see ingest.NormalName
	Code    string    `json:"code"`   // of the indicator, area or organisation
	Removed bool      `json:"removed,omitempty"`
	SavedBy string    `json:"saved_by"`
	SavedAt time.Time `json:"saved_at"`
}

// Identity names the choice: one kind and one name have one meaning.
func (c NameChoice) Identity() string { return string(c.Kind) + ":" + c.Normal }

// NamedCode is a name that a thing has, by its code. Names are compared as they stand.
type NamedCode struct {
	Code string
	Name string // as it is shown
	Form string // as it is compared
}

// OrganisationNames lists the names and aliases that organisations had on a day; the
// zero day means at any time.
func (c *Catalogue) OrganisationNames(on Date) []NamedCode {
	var names []NamedCode
	for i := range c.Organisations {
		organisation := &c.Organisations[i]
		if validOn(on, organisation.ValidFrom, organisation.ValidTo) {
			for _, name := range []string{organisation.NameZh, organisation.NameEn} {
				names = append(names, NamedCode{Code: organisation.Code, Name: name, Form: name})
			}
		}
	}
	for _, alias := range c.OrganisationAliases {
		if validOn(on, alias.ValidFrom, alias.ValidTo) {
			names = append(names, NamedCode{Code: alias.Organisation, Name: alias.Alias, Form: alias.Alias})
		}
	}
	return names
}

// OrganisationNamed returns the organisation that had a code, a name or an alias on a
// day, or nil. Form makes names comparable; the zero day means at any time.
func (c *Catalogue) OrganisationNamed(name string, on Date, form func(string) string) *Organisation {
	if organisation := c.Organisation(name); organisation != nil {
		return organisation
	}
	wanted := form(name)
	for _, named := range c.OrganisationNames(on) {
		if wanted != "" && form(named.Name) == wanted {
			return c.Organisation(named.Code)
		}
	}
	return nil
}

// validOn tells whether a day lies between two others, both included; a zero bound is
// open, and a zero day lies everywhere.
func validOn(on, from, to Date) bool {
	return on.IsZero() || (from.IsZero() || on >= from) && (to.IsZero() || on <= to)
}
