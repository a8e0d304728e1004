package form

import (
	"strings"

	"zhibiao/metrics"
)

// requirement is how a value is asked for: what is said beside it, and how its cell looks.
type requirement struct {
	text string
	look int
}

// requirement tells what may be left open, and the note of the planner.
func (w *writing) requirement(row *metrics.FormRow) (requirement, error) {
	var said []string
	if row.Optional {
		said = append(said, w.Text("forms.book.optional"))
	}
	if row.Note != "" {
		said = append(said, row.Note)
	}
	look, err := w.inputLook(row.Decimals)
	return requirement{text: strings.Join(said, w.Text("forms.book.requirement.between")), look: look}, err
}

// personHeight is that of the line with the hint and the name of who fills the sheet in.
func (w *writing) personHeight() float64 {
	if w.Form.Contact != "" {
		return 46
	}
	return 32
}
