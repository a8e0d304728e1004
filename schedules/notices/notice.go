package notices

import (
	"slices"
	"time"

	"zhibiao/schedules"
)

// Kind says what a notice is about.
type Kind string

// The kinds of notices.
const (
	RunFailed    Kind = "run_failed"    // a scheduled run did not end well
	RowsRejected Kind = "rows_rejected" // more rows of a run were rejected than is usual
	FeedLate     Kind = "feed_late"     // a feed has not come when it used to or had to
	StatusTurned Kind = "status_turned" // an indicator's status changed
	Digest       Kind = "digest"        // how an organisation's indicators stand
	Reminder     Kind = "reminder"      // an organisation has not reported what was due
	Report       Kind = "report"        // a report that was ordered for one recipient
	Trial        Kind = "trial"         // a recipient's own test message
)

// Kinds lists the kinds that a recipient can choose, in the order in which they are
// shown.
func Kinds() []Kind { return []Kind{RunFailed, RowsRejected, FeedLate, StatusTurned, Digest, Reminder} }

// Attachment is a file that goes with a notice where the channel can carry files.
type Attachment struct {
	Name string // as the reader sees it
	Path string // slash-separated, in the folder that the channel takes files from
}

// Notice is one thing that people may want to know.
type Notice struct {
	// ID is the same whenever the same thing is told again; it is recorded once.
	ID   string
	Kind Kind
	// Subject is the code of what it is about: a schedule, a feed, an indicator, an
	// organisation. Notices of one kind and subject are told as one in a message.
	Subject string
	// Organisations are the codes of the units that it concerns; none: everybody.
	Organisations []string
	// OccurredAt is when it happened, RecordedAt when it was recorded here.
	OccurredAt, RecordedAt time.Time
	Words                  schedules.Reason
	// Details are further sentences, such as the lines of a digest.
	Details []schedules.Reason `json:",omitempty"`
	// Path is the page that shows more, such as /runs/….
	Path string
	// To names the one recipient that a trial message or a report is for.
	To string `json:",omitempty"`
	// Attachments are files that a reader gets with it.
	Attachments []Attachment `json:",omitempty"`
}

// concerns tells whether a recipient wants to hear of a notice.
func (n Notice) concerns(recipient Recipient) bool {
	if n.Kind == Trial || n.To != "" {
		return n.To == recipient.Name
	}
	if !slices.Contains(recipient.Kinds, n.Kind) {
		return false
	}
	if n.Kind == Digest { // the digest of all goes to those who did not choose, and only to them
		return slices.Equal(n.Organisations, recipient.Organisations) || len(n.Organisations) == 1 && slices.Contains(recipient.Organisations, n.Organisations[0])
	}
	if len(recipient.Organisations) == 0 || len(n.Organisations) == 0 {
		return true
	}
	return slices.ContainsFunc(n.Organisations, func(code string) bool { return slices.Contains(recipient.Organisations, code) })
}
