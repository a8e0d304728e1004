package metrics

// Derivation says how an indicator is computed from others where no source prints
// it: a quotient, a difference of two indicators, a count over the rows of a table.
// It computes one value for each period in which every input has one. A printed value
// always goes before a derived one.
type Derivation struct {
	Indicator string `json:"indicator"`
	// Expression is in the language of github.com/expr-lang/expr over the names of
	// Inputs, such as places * 1000 / population. An input with Each is a list.
	Expression string            `json:"expression"`
	Inputs     []DerivationInput `json:"inputs"`
	NameZh     string            `json:"name_zh,omitempty"` // the formula in words
	NameEn     string            `json:"name_en,omitempty"`
	Note       string            `json:"note,omitempty"`
}

// DerivationInput is one name in a Derivation's expression.
type DerivationInput struct {
	Name      string `json:"name"`
	Indicator string `json:"indicator"`
	Area      string `json:"area,omitempty"` // empty: the area of the derived value
	Dimension string `json:"dimension,omitempty"`
	Each      string `json:"each,omitempty"` // dimension: the list of the values of all dimensions of the indicator
	// Period names the one period whose value counts whatever the period of the derived
	// value, such as the year of a census; empty: the period of the derived value.
	Period string `json:"period,omitempty"`
	// Entries is how many values a list must have to be complete; 0 asks for one at
	// least. An incomplete list gives no value.
	Entries int `json:"entries,omitempty"`
}
