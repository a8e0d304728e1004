package metrics

import "time"

// FormAnswer is one sheet of a form that came back with a run.
type FormAnswer struct {
	Form         string    `json:"form"`
	Version      int       `json:"version"`
	Organisation string    `json:"organisation"`
	Run          string    `json:"run"`
	File         string    `json:"file"`
	Sheet        string    `json:"sheet"`
	Person       string    `json:"person,omitempty"` // who filled it in, as the sheet says
	Rows         []int     `json:"rows"`             // numbers of the rows that were answered and taken
	At           time.Time `json:"at"`
	By           string    `json:"by"` // who handed the file in
}

// Answered tells the states of a run whose answers count: what was sent back, taken
// back or refused leaves the question open again.
func (s RunState) Answered() bool {
	switch s {
	case RunReview, RunScheduled, RunPublished, RunUnchanged:
		return true
	}
	return false
}

// FormStanding is how far an organisation has come with a form. Asked, Answered and
// Missing count what must be answered; what may be left open is counted apart.
type FormStanding struct {
	Organisation string
	Asked        int
	Answered     int
	Missing      []FormRow
	Optional     int          // rows that may be left open
	Offered      int          // of them, those that were answered all the same
	Answers      []FormAnswer // that count, the latest first
	Waiting      int          // of them, those whose run waits for approval
	// DaysLate is how many days the due day is past while something is missing, or by
	// how many days the last missing value came late; 0 when in time.
	DaysLate int
}

// Complete tells whether nothing is missing.
func (s FormStanding) Complete() bool { return len(s.Missing) == 0 }

// Latest returns the latest answer, or nil.
func (s FormStanding) Latest() *FormAnswer {
	if len(s.Answers) == 0 {
		return nil
	}
	return &s.Answers[0]
}

// Standings says how far every organisation has come by a day: answers in the order of
// their moments, the latest first; states are those of their runs. An answer whose run
// does not count leaves its rows missing. Days are those of the zone.
func (f *Form) Standings(answers []FormAnswer, states map[string]RunState, day Date, zone *time.Location) []FormStanding {
	var standings []FormStanding
	for _, organisation := range f.Organisations() {
		standing := FormStanding{Organisation: organisation}
		firstBy := map[int]Date{} // day on which a row was first answered
		for _, answer := range answers {
			if answer.Organisation != organisation || !states[answer.Run].Answered() {
				continue
			}
			standing.Answers = append(standing.Answers, answer)
			if states[answer.Run] == RunReview || states[answer.Run] == RunScheduled {
				standing.Waiting++
			}
			for _, number := range answer.Rows { // older answers overwrite: the first one counts
				firstBy[number] = DateOf(answer.At.In(zone))
			}
		}
		completed := Date(0)
		for _, row := range f.RowsOf(organisation) {
			on, answered := firstBy[row.Number]
			if row.Optional {
				standing.Optional++
				if answered {
					standing.Offered++
				}
				continue
			}
			standing.Asked++
			if !answered {
				standing.Missing = append(standing.Missing, row)
				continue
			}
			standing.Answered++
			completed = max(completed, on)
		}
		if !standing.Complete() {
			completed = day
		}
		if !f.Due.IsZero() && completed > f.Due {
			standing.DaysLate = int(completed - f.Due)
		}
		standings = append(standings, standing)
	}
	return standings
}
