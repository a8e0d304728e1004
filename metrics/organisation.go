package metrics

// Organisation is a unit that answers for targets, tasks or projects. Its validity
// in time lets a renamed authority be shown under the name it had.
type Organisation struct {
	Code      string   `json:"code"`
	NameZh    string   `json:"name_zh"`
	NameEn    string   `json:"name_en"`
	Kind      string   `json:"kind"`
	Area      string   `json:"area,omitempty"`
	ValidFrom Date     `json:"valid_from"`
	ValidTo   Date     `json:"valid_to"`
	Successor string   `json:"successor,omitempty"`
	Members   []string `json:"members,omitempty"` // codes, for groups such as 各旗区人民政府
	Note      string   `json:"note,omitempty"`
}

// OrganisationAlias is another printed name of an organisation.
type OrganisationAlias struct {
	Organisation string `json:"organisation"`
	Alias        string `json:"alias"`
	ValidFrom    Date   `json:"valid_from"`
	ValidTo      Date   `json:"valid_to"`
	Note         string `json:"note,omitempty"`
}
