package metrics

// Kind says how an indicator relates to time.
type Kind string

// The kinds of indicators.
const (
	KindStock      Kind = "stock"      // a level at a date, such as installed capacity
	KindFlow       Kind = "flow"       // an amount within a period, such as output
	KindCumulative Kind = "cumulative" // an amount since the plan began
	KindRatio      Kind = "ratio"      // a share, rate or quotient
	KindRank       Kind = "rank"       // a position, 1 is best
	KindEvent      Kind = "event"      // done (1) or not (0) by a date
	KindLimit      Kind = "limit"      // a standing rule without a year
)

// Direction says which way is better. It is data, never the sign of target − base.
type Direction string

// The directions of indicators.
const (
	HigherIsBetter Direction = "higher"
	LowerIsBetter  Direction = "lower"
	WithinBand     Direction = "band"
	NoDirection    Direction = "none"
)

// Indicator is what is measured.
type Indicator struct {
	Code         string    `json:"code"`
	NameZh       string    `json:"name_zh"`
	NameEn       string    `json:"name_en"`
	Unit         string    `json:"unit"`     // canonical unit, see ConvertUnit
	Decimals     int       `json:"decimals"` // digits shown after the point
	Kind         Kind      `json:"kind"`
	Direction    Direction `json:"direction"`
	Theme        string    `json:"theme"`
	DefinitionZh string    `json:"definition_zh,omitempty"`
	DefinitionEn string    `json:"definition_en,omitempty"`
	Numerator    string    `json:"numerator,omitempty"`
	Denominator  string    `json:"denominator,omitempty"`
	Aggregation  string    `json:"aggregation,omitempty"` // "sum" when areas may be added, else "none"
	Note         string    `json:"note,omitempty"`
}

// IndicatorAlias is another printed name of an indicator. An empty Unit or Scope
// matches any.
type IndicatorAlias struct {
	Indicator string `json:"indicator"`
	Alias     string `json:"alias"`
	Unit      string `json:"unit,omitempty"`
	Scope     string `json:"scope,omitempty"`
	Note      string `json:"note,omitempty"`
}
