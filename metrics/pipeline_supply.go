package metrics

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// PipelineUse says what becomes of a listed project in the sum.
type PipelineUse string

// The uses of listed projects.
const (
	UseCounted      PipelineUse = "counted"
	UseExisting     PipelineUse = "existing"     // built already: part of the starting point, not of the change
	UseIntermediate PipelineUse = "intermediate" // not counted by the catalogue: an intermediate product, a pilot direction
	UseRepeated     PipelineUse = "repeated"     // the same project as another row that is counted
	UseUnquantified PipelineUse = "unquantified" // the list prints no capacity
	UseOtherUnit    PipelineUse = "other_unit"   // the capacity is printed in a unit of something else
)

// PipelineSupply is what the documents list for one PipelineLink, in the unit of the
// capacity indicator.
type PipelineSupply struct {
	Link       *PipelineLink       `json:"link"`
	Unit       string              `json:"unit"`
	Existing   decimal.NullDecimal `json:"existing"` // Link.Existing and the projects listed as built
	ExistingIn string              `json:"existing_in,omitempty"`
	Listed     decimal.Decimal     `json:"listed"`  // all counted projects, whenever they end
	Undated    decimal.Decimal     `json:"undated"` // those without a printed end year
	Projects   []PipelineProject   `json:"projects"`
	Years      []PipelineYear      `json:"years"` // end years of counted projects, in order
	Groups     []PipelineShare     `json:"groups"`
	Products   []PipelineShare     `json:"products"`
	Places     []PipelineShare     `json:"places"`
	Stages     []PipelineShare     `json:"stages"`
}

// PipelineProject is a listed project and what becomes of it.
type PipelineProject struct {
	Project *Project            `json:"project"`
	Use     PipelineUse         `json:"use"`
	Amount  decimal.NullDecimal `json:"amount"`            // capacity in the unit of the supply
	Twins   []*Project          `json:"twins,omitempty"`   // other rows that are the same project
	Unknown *Problem            `json:"unknown,omitempty"` // why a printed capacity could not be converted
}

// End returns the last day of the printed end year, or no date.
func (p PipelineProject) End() Date {
	year, err := strconv.Atoi(p.Project.EndYear)
	if err != nil {
		return 0
	}
	return NewDate(year, 12, 31)
}

// supplyOf gathers the projects of a link in the order of its plans.
func supplyOf(c *Catalogue, link *PipelineLink, capacity *Indicator) *PipelineSupply {
	supply := &PipelineSupply{Link: link, Unit: capacity.Unit, Existing: link.Existing, ExistingIn: link.ExistingIn}
	for _, plan := range link.Plans {
		for i := range c.Projects {
			if project := &c.Projects[i]; project.Plan == plan && link.selects(project) {
				supply.Projects = append(supply.Projects, listed(project, capacity.Unit))
			}
		}
	}
	supply.findTwins(c)
	supply.decideUses()
	supply.addUp()
	return supply
}

// listed converts the capacity of a project.
func listed(project *Project, unit string) PipelineProject {
	row := PipelineProject{Project: project, Use: UseCounted}
	switch {
	case !project.Capacity.Valid:
		row.Use = UseUnquantified
	default:
		amount, err := ConvertUnit(project.Capacity.Decimal, project.Unit, unit)
		if err != nil {
			row.Use, row.Unknown = UseOtherUnit, AsProblem(err)
			break
		}
		row.Amount = decimal.NewNullDecimal(amount)
	}
	if !project.Counted {
		row.Use = UseIntermediate
	}
	return row
}

// findTwins links the rows that the catalogue calls the same project, in both ways.
func (s *PipelineSupply) findTwins(c *Catalogue) {
	for i := range s.Projects {
		row := &s.Projects[i]
		for k := range c.Projects {
			if other := &c.Projects[k]; slices.Contains(row.Project.SameAs, other.Code) || slices.Contains(other.SameAs, row.Project.Code) {
				row.Twins = append(row.Twins, other)
			}
		}
	}
}

// decideUses takes each project once: of rows that are the same project the first
// with a number counts, and the others repeat it.
func (s *PipelineSupply) decideUses() {
	taken := map[string]bool{}
	repeats := func(row *PipelineProject) bool {
		return slices.ContainsFunc(row.Twins, func(twin *Project) bool { return taken[twin.Code] })
	}
	for i := range s.Projects {
		row := &s.Projects[i]
		if row.Use != UseCounted {
			continue
		}
		if repeats(row) {
			row.Use = UseRepeated
			continue
		}
		taken[row.Project.Code] = true
		if s.standsAlready(row) {
			row.Use = UseExisting
		}
	}
	for i := range s.Projects {
		row := &s.Projects[i]
		if (row.Use == UseUnquantified || row.Use == UseIntermediate) && repeats(row) {
			row.Use = UseRepeated
		}
	}
}

// standsAlready tells whether a project was built before: the list says so, or it was
// due by the end of the period whose existing capacity is known.
func (s *PipelineSupply) standsAlready(row *PipelineProject) bool {
	if row.Project.Stage == "completed" {
		return true
	}
	if !s.Link.Existing.Valid || s.Link.ExistingIn == "" || row.End().IsZero() {
		return false
	}
	period, err := ReadPeriod("", s.Link.ExistingIn)
	return err == nil && row.End() <= period.Last
}
