package notices

import (
	"strconv"
	"strings"
	"time"

	"zhibiao/schedules"
)

// Wording puts a sentence into a language.
type Wording func(language string, reason schedules.Reason) string

// Message is what a recipient gets: one title and one entry for each subject.
type Message struct {
	Title   string
	Entries []Entry
	// More is the number of entries that did not fit, MoreText says so.
	More     int
	MoreText string
	// Attachments are files for channels that can carry them; the others carry links.
	Attachments []Attachment
}

// Entry is one line of a message: what is known of one subject.
type Entry struct {
	Kind       Kind
	Subject    string
	Text       string
	Details    []string
	Times      int       // how often it happened
	OccurredAt time.Time // the last time
	Link       string    // empty when the program does not know its own address
	LinkText   string
}

// mostEntries keeps a message readable and below what group robots accept.
const mostEntries = 20

// composer makes messages.
type composer struct {
	wording   Wording
	publicURL string
}

// compose groups notices, oldest first, into one message in the recipient's language.
func (c composer) compose(recipient Recipient, waiting []Notice) Message {
	say := func(key string, pairs ...string) string {
		return c.wording(recipient.Language, *schedules.NewReason(key, pairs...))
	}
	var message Message
	type group struct {
		kind    Kind
		subject string
	}
	places := map[group]int{}
	for _, notice := range waiting {
		entry := Entry{Kind: notice.Kind, Subject: notice.Subject, Text: c.wording(recipient.Language, notice.Words),
			Times: 1, OccurredAt: notice.OccurredAt, Link: c.link(notice.Path), LinkText: say("notice.link")}
		for _, detail := range notice.Details {
			entry.Details = append(entry.Details, c.wording(recipient.Language, detail))
		}
		message.Attachments = append(message.Attachments, notice.Attachments...)
		key := group{notice.Kind, notice.Subject}
		if place, seen := places[key]; seen {
			entry.Times = message.Entries[place].Times + 1
			message.Entries[place] = entry
			continue
		}
		places[key] = len(message.Entries)
		message.Entries = append(message.Entries, entry)
	}
	message.Title = say("notice.title", "count", strconv.Itoa(len(message.Entries)))
	if len(message.Entries) == 1 {
		message.Title = say("notice.title.one", "text", firstLine(message.Entries[0].Text))
	}
	if len(message.Entries) > mostEntries {
		message.More = len(message.Entries) - mostEntries
		message.Entries = message.Entries[:mostEntries]
		message.MoreText = say("notice.more", "count", strconv.Itoa(message.More))
	}
	for i := range message.Entries {
		if entry := &message.Entries[i]; entry.Times > 1 {
			entry.Text += say("notice.times", "count", strconv.Itoa(entry.Times))
		}
	}
	return message
}

func (c composer) link(path string) string {
	if c.publicURL == "" || path == "" {
		return ""
	}
	return strings.TrimSuffix(c.publicURL, "/") + path
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// plain is the message as plain text.
func (m Message) plain() string {
	var text strings.Builder
	for _, entry := range m.Entries {
		text.WriteString("· " + entry.Text + "\n")
		for _, detail := range entry.Details {
			text.WriteString("  - " + detail + "\n")
		}
		if entry.Link != "" {
			text.WriteString("  " + entry.Link + "\n")
		}
	}
	if m.MoreText != "" {
		text.WriteString(m.MoreText + "\n")
	}
	return text.String()
}

// markdown is the message in the dialect that group robots show. Names come from data,
// so that what would start a link or a heading is taken out of them.
func (m Message) markdown(most int) string {
	var text strings.Builder
	text.WriteString("### " + harmless(m.Title) + "\n")
	for _, entry := range m.Entries {
		part := entry.markdown()
		if text.Len()+len(part) > most-4 {
			return text.String() + "…\n"
		}
		text.WriteString(part)
	}
	if m.MoreText != "" && text.Len()+len(m.MoreText) < most {
		text.WriteString(harmless(m.MoreText) + "\n")
	}
	return text.String()
}

// markdown is the entry as one item of a list, with its details below it.
func (e Entry) markdown() string {
	var text strings.Builder
	text.WriteString("- " + harmless(e.Text))
	if e.Link != "" {
		text.WriteString(" [" + e.LinkText + "](" + e.Link + ")")
	}
	text.WriteString("\n")
	for _, detail := range e.Details {
		text.WriteString("  - " + harmless(detail) + "\n")
	}
	return text.String()
}

func harmless(text string) string {
	return strings.NewReplacer("[", "［", "]", "］", "<", "＜", ">", "＞", "#", "＃", "`", "'", "*", "＊", "\n", " ").Replace(text)
}
