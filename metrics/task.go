package metrics

// Task is a piece of work that a plan assigns, with or without a deadline.
type Task struct {
	Code                     string   `json:"code"`
	Plan                     string   `json:"plan"`
	Number                   string   `json:"number"`
	Level1                   string   `json:"level_1,omitempty"`
	Level2                   string   `json:"level_2,omitempty"`
	Level3                   string   `json:"level_3,omitempty"`
	Section                  string   `json:"section,omitempty"`
	TaskZh                   string   `json:"task_zh"`
	Deadline                 Date     `json:"deadline"`
	Recurrence               string   `json:"recurrence,omitempty"`
	Leader                   string   `json:"leader,omitempty"`
	LeadOrganisations        []string `json:"lead_organisations,omitempty"`
	CooperatingOrganisations []string `json:"cooperating_organisations,omitempty"`
	SourceFile               string   `json:"source_file"`
	SourceLine               string   `json:"source_line"`
	Sources                  []string `json:"sources,omitempty"`
	Confidence               string   `json:"confidence,omitempty"`
	Note                     string   `json:"note,omitempty"`
}
