package metrics

import "github.com/shopspring/decimal"

// Conflict is two statements that give different values for the same thing. Both
// are kept; one is in force, with the reason.
type Conflict struct {
	Code      string         `json:"code"`
	Kind      string         `json:"kind"`
	TitleZh   string         `json:"title_zh"`
	TitleEn   string         `json:"title_en"`
	InForceZh string         `json:"in_force_zh"`
	InForceEn string         `json:"in_force_en"`
	ReasonZh  string         `json:"reason_zh"`
	ReasonEn  string         `json:"reason_en"`
	DecidedBy string         `json:"decided_by"`
	DecidedOn Date           `json:"decided_on"`
	Status    string         `json:"status"`
	Sides     []ConflictSide `json:"sides"`
}

// ConflictSide is one of the contradicting statements.
type ConflictSide struct {
	Conflict   string `json:"conflict"`
	Position   int    `json:"position"`
	Plan       string `json:"plan,omitempty"`
	SourceFile string `json:"source_file"`
	SourceLine string `json:"source_line"`
	Target     string `json:"target,omitempty"`
	Statement  string `json:"statement,omitempty"`
	ValueZh    string `json:"value_zh"`
	ValueEn    string `json:"value_en"`
	InForce    bool   `json:"in_force"`
}

// Statement is one row of the reading of the bulletins, with what became of it.
type Statement struct {
	ID          string   `json:"id"`
	DocNumber   string   `json:"doc_number"`
	Section     string   `json:"section,omitempty"`
	IndicatorZh string   `json:"indicator_zh"`
	Unit        string   `json:"unit,omitempty"`
	Role        string   `json:"role"`
	Period      string   `json:"period,omitempty"`
	Value       string   `json:"value,omitempty"`
	SourceFile  string   `json:"source_file"`
	SourceLine  string   `json:"source_line"`
	Confidence  string   `json:"confidence,omitempty"`
	Note        string   `json:"note,omitempty"`
	Outcome     string   `json:"outcome"`
	RefersTo    []string `json:"refers_to,omitempty"`
	Reason      string   `json:"reason,omitempty"`
}

// BenchmarkValue is a reference value, such as the best in the world. It is a
// series of its own and never a base.
type BenchmarkValue struct {
	Code       string          `json:"code"`
	Indicator  string          `json:"indicator"`
	LabelZh    string          `json:"label_zh"`
	LabelEn    string          `json:"label_en"`
	Period     string          `json:"period,omitempty"`
	Value      decimal.Decimal `json:"value"`
	Unit       string          `json:"unit"`
	Statements []string        `json:"statements,omitempty"`
	Note       string          `json:"note,omitempty"`
}
