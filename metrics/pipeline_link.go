package metrics

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// PipelineLink says which projects count towards which indicator: those of Plans with
// this product or product group, in the tables, in the place and of the codes given.
// Empty fields match all. Plans are read in their order, and a project that a row of
// an earlier plan already brought in is not added a second time.
type PipelineLink struct {
	Code         string   `json:"code"`
	Indicator    string   `json:"indicator"`
	Dimension    string   `json:"dimension,omitempty"`
	Plans        []string `json:"plans"`
	Tables       []string `json:"tables,omitempty"` // first words of table titles, such as 表4
	ProductGroup string   `json:"product_group,omitempty"`
	Product      string   `json:"product,omitempty"`
	Area         string   `json:"area,omitempty"`
	Projects     []string `json:"projects,omitempty"` // codes, where neither table nor product tells the rows apart
	// Existing is the capacity that stood before the projects, where a source prints it
	// or the text says that all is newly built (0). It is in the unit of CapacityIndicator.
	Existing   decimal.NullDecimal `json:"existing"`
	ExistingIn string              `json:"existing_in,omitempty"` // period of Existing
	// CapacityIndicator is what the projects add to, where Indicator is a quotient:
	// places for places per 1,000 residents. Empty means Indicator itself.
	CapacityIndicator string `json:"capacity_indicator,omitempty"`
	// PerUnit is how much of CapacityIndicator one unit of Indicator stands for: the
	// residents in thousands. It is not valid where the two are the same.
	PerUnit decimal.NullDecimal `json:"per_unit"`
	Note    string              `json:"note,omitempty"`
}

// capacityIndicator is the code of the indicator that the projects add to.
func (l PipelineLink) capacityIndicator() string {
	if l.CapacityIndicator != "" {
		return l.CapacityIndicator
	}
	return l.Indicator
}

// selects tells whether a project of one of the link's plans belongs to it.
func (l PipelineLink) selects(project *Project) bool {
	return (l.ProductGroup == "" || project.ProductGroup == l.ProductGroup) &&
		(l.Product == "" || project.Product == l.Product) &&
		(l.Area == "" || slices.Contains(strings.Split(project.Area, ";"), l.Area)) &&
		(len(l.Projects) == 0 || slices.Contains(l.Projects, project.Code)) &&
		(len(l.Tables) == 0 || slices.ContainsFunc(l.Tables, func(table string) bool {
			first, _, _ := strings.Cut(project.TableTitle, " ")
			return first == table || project.TableTitle == table
		}))
}
