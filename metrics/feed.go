package metrics

import "time"

// Feed says where values come from, how they are read and checked, and who lets them in.
// The feeds of the catalogue are the defaults; a feed that people keep stands in place of
// the one of the catalogue with the same code, or beside them.
type Feed struct {
	Code         string   `json:"code" yaml:"code"`
	NameZh       string   `json:"name_zh" yaml:"name_zh"`
	NameEn       string   `json:"name_en" yaml:"name_en"`
	Folder       string   `json:"folder" yaml:"folder,omitempty"`             // below the data folder, watched by a schedule
	FilePattern  string   `json:"file_pattern" yaml:"file_pattern,omitempty"` // such as *.csv
	Scenario     Scenario `json:"scenario" yaml:"scenario,omitempty"`         // default scenario of its rows
	Review       bool     `json:"review" yaml:"-"`                            // true: a run waits for approval, see Approval
	ScheduleCron string   `json:"schedule_cron,omitempty" yaml:"-"`           // first schedule of a feed of the catalogue
	ScheduleZone string   `json:"schedule_zone,omitempty" yaml:"-"`
	DueDay       int      `json:"due_day,omitempty" yaml:"due_day,omitempty"` // day of each month by which new values must have come; 0: none
	Note         string   `json:"note,omitempty" yaml:"note,omitempty"`

	Source  FeedSource  `json:"source,omitzero" yaml:"source"`
	Reading FeedReading `json:"reading,omitzero" yaml:"reading,omitempty"`
	// Checks are codes of rules that hold for this feed beside those whose scope has it,
	// also when they are switched off for others.
	Checks []string `json:"checks,omitempty" yaml:"checks,omitempty,flow"`
	// MinRows is how many rows a file must have at least: a file that shrank is refused
	// whole. 0: one.
	MinRows     int         `json:"min_rows,omitempty" yaml:"min_rows,omitempty"`
	Approval    Approval    `json:"approval,omitempty" yaml:"approval,omitempty"`
	Publication Publication `json:"publication,omitzero" yaml:"publication,omitempty"`
	Retired     bool        `json:"retired,omitempty" yaml:"retired,omitempty"` // true: nothing is taken in any more

	// Kept tells a feed that people keep from one of the catalogue. SavedBy, SavedAt and
	// Reason say who saved this version, when and why.
	Kept    bool      `json:"kept,omitempty" yaml:"-"`
	SavedBy string    `json:"saved_by,omitempty" yaml:"-"`
	SavedAt time.Time `json:"saved_at,omitzero" yaml:"-"`
	Reason  string    `json:"reason,omitempty" yaml:"-"`
}

// Approval says who must approve the runs of a feed before readers see their values.
type Approval string

// The ways of approval.
const (
	ApprovalNone         Approval = "none"          // published at once
	ApprovalReview       Approval = "review"        // whoever may approve
	ApprovalSecondPerson Approval = "second_person" // whoever may approve and did not submit
)

// Approvals lists the ways of approval in the order in which pages show them.
func Approvals() []Approval {
	return []Approval{ApprovalNone, ApprovalReview, ApprovalSecondPerson}
}

// Approver returns who must approve. A feed of the catalogue says only whether somebody
// must.
func (f Feed) Approver() Approval {
	switch {
	case f.Approval != "":
		return f.Approval
	case f.Review:
		return ApprovalReview
	}
	return ApprovalNone
}

// SecondPerson tells whether who submitted a run may not approve it.
func (f Feed) SecondPerson() bool { return f.Approver() == ApprovalSecondPerson }

// Normal returns the feed with every field that follows from another one filled in:
// Approval and Review agree, and the kind of the source is never empty.
func (f Feed) Normal() Feed {
	f.Approval = f.Approver()
	f.Review = f.Approval != ApprovalNone
	if f.Source.Kind == "" {
		f.Source.Kind = SourceUpload
		if f.Folder != "" && f.ScheduleCron != "" {
			f.Source.Kind = SourceFolder
		}
	}
	if f.Scenario == "" {
		f.Scenario = Actual
	}
	return f
}
