package metrics

import "github.com/shopspring/decimal"

// PipelineLink says which projects count towards which indicator: those of Plan (and
// of the plans in AlsoPlans, without the rows that repeat a project) with this product
// or product group, in the place and of the fuel given. Empty fields match all.
type PipelineLink struct {
	Code         string              `json:"code"`
	Indicator    string              `json:"indicator"`
	Dimension    string              `json:"dimension,omitempty"`
	Plans        []string            `json:"plans"`
	ProductGroup string              `json:"product_group,omitempty"`
	Product      string              `json:"product,omitempty"`
	Area         string              `json:"area,omitempty"`
	Existing     decimal.NullDecimal `json:"existing"`              // capacity that stood before the projects, in the indicator's unit
	ExistingIn   string              `json:"existing_in,omitempty"` // period of Existing
	Note         string              `json:"note,omitempty"`
}
