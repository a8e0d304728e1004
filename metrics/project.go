package metrics

import "github.com/shopspring/decimal"

// Project is a row of a plan's project list. Capacity is in Unit, money in 亿元.
type Project struct {
	Code                    string              `json:"code"`
	Plan                    string              `json:"plan"`
	TableTitle              string              `json:"table_title,omitempty"`
	Number                  string              `json:"number,omitempty"`
	Component               string              `json:"component,omitempty"`
	NameZh                  string              `json:"name_zh"`
	Capacity                decimal.NullDecimal `json:"capacity"`
	Unit                    string              `json:"unit,omitempty"`
	Product                 string              `json:"product,omitempty"`
	ProductGroup            string              `json:"product_group,omitempty"`
	StartYear               string              `json:"start_year,omitempty"`
	EndYear                 string              `json:"end_year,omitempty"`
	Stage                   string              `json:"stage,omitempty"`
	Investment              decimal.NullDecimal `json:"investment"`
	InvestmentCentral       decimal.NullDecimal `json:"investment_central"`
	InvestmentLocal         decimal.NullDecimal `json:"investment_local"`
	Area                    string              `json:"area,omitempty"`
	Location                string              `json:"location,omitempty"`
	Owner                   string              `json:"owner,omitempty"`
	SupervisingOrganisation string              `json:"supervising_organisation,omitempty"`
	Attribute               string              `json:"attribute,omitempty"`
	BuildType               string              `json:"build_type,omitempty"`
	Counted                 bool                `json:"counted"` // false for intermediates and repeated components
	Role                    string              `json:"role,omitempty"`
	IndicatorHint           string              `json:"indicator_hint,omitempty"`
	SourceFile              string              `json:"source_file"`
	SourceLine              string              `json:"source_line"`
	Sources                 []string            `json:"sources,omitempty"`
	Confidence              string              `json:"confidence,omitempty"`
	SameAs                  []string            `json:"same_as,omitempty"` // rows of other tables or plans that are the same project
	Note                    string              `json:"note,omitempty"`
}
