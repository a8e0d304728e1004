package dashboard

import "zhibiao/metrics"

// methodAnswer is what one method says of the target.
type methodAnswer struct {
	Method       string                    `json:"method"` // name and version
	GivesLight   bool                      `json:"gives_light"`
	Applicable   bool                      `json:"applicable"`
	Ratio        *float64                  `json:"ratio"`
	Score        *float64                  `json:"score"`
	MethodStatus string                    `json:"method_status,omitempty"` // its own word
	Status       metrics.AssessmentStatus  `json:"status"`                  // the official word that it stands for
	Sentence     string                    `json:"sentence"`
	Steps        []metrics.ExplanationStep `json:"steps"`
}

func methodAnswers(view *MethodsView, words wording) []methodAnswer {
	answers := []methodAnswer{}
	if view == nil {
		return answers
	}
	for _, rows := range [][]MethodRow{view.Fit, view.Unfit} {
		for i := range rows {
			row := &rows[i]
			answer := methodAnswer{Method: row.Method, GivesLight: row.Gives, Applicable: row.Applicable, Ratio: row.Ratio,
				Score: row.Score, MethodStatus: row.MethodStatus, Status: row.Status, Sentence: words.told(&row.Reason), Steps: row.Steps}
			if answer.Steps == nil {
				answer.Steps = []metrics.ExplanationStep{}
			}
			answers = append(answers, answer)
		}
	}
	return answers
}
