package metrics

// Plan is a policy document that sets targets or tasks.
type Plan struct {
	Code        string `json:"code"`
	Number      string `json:"number"` // document number, such as 鄂府发〔2022〕169号
	TitleZh     string `json:"title_zh"`
	TitleEn     string `json:"title_en"`
	IssuerZh    string `json:"issuer_zh"`
	IssuerEn    string `json:"issuer_en"`
	Issued      Date   `json:"issued"`
	HorizonFrom string `json:"horizon_from,omitempty"` // first year
	HorizonTo   string `json:"horizon_to,omitempty"`   // last year
	Kind        string `json:"kind"`                   // plan, rules, register, event or chronicle
	Scored      bool   `json:"scored"`
	Sources     string `json:"sources,omitempty"` // file and lines of the bulletin
	Note        string `json:"note,omitempty"`
}

// Theme groups indicators for readers.
type Theme struct {
	Code     string `json:"code"`
	NameZh   string `json:"name_zh"`
	NameEn   string `json:"name_en"`
	Position int    `json:"position"`
}
