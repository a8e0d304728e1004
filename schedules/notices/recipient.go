package notices

import (
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zhibiao/schedules"
)

// The channels.
const (
	ChannelMail     = "mail"     // a mail address
	ChannelWebhook  = "webhook"  // a program that takes JSON
	ChannelWeCom    = "wecom"    // 企业微信 group robot
	ChannelDingTalk = "dingtalk" // 钉钉 group robot
)

// Channels lists the channels in the order in which they are shown.
func Channels() []string {
	return []string{ChannelMail, ChannelWebhook, ChannelWeCom, ChannelDingTalk}
}

// Rhythm says how often a recipient wants a message at most.
type Rhythm string

// The rhythms. Daily and weekly messages go out at eight in the morning, weekly ones
// on Monday.
const (
	AtOnce Rhythm = "at_once"
	Daily  Rhythm = "daily"
	Weekly Rhythm = "weekly"
)

// Rhythms lists the rhythms from often to seldom.
func Rhythms() []Rhythm { return []Rhythm{AtOnce, Daily, Weekly} }

// Recipient is a person or a group who wants to be told.
type Recipient struct {
	Name    string // key: lower-case letters, digits, hyphens
	Title   string // who it is, as shown
	Channel string
	// Address is a mail address, or the address of a webhook, which is a secret: pages
	// and logs show ShownAddress.
	Address string
	// Secret signs messages to a webhook or a DingTalk robot; empty: unsigned.
	Secret        string
	Language      string // zh or en
	Kinds         []Kind
	Organisations []string // only notices that concern one of them; none: all
	Rhythm        Rhythm
	Paused        bool
	Removed       bool
	ChangedBy     string
	// Since is the moment of the first version: older notices are not told.
	Since, ChangedAt time.Time
}

var recipientName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// Check says what is wrong with a recipient, or nil: an error is a *schedules.Reason
// with a key recipient.… that names the field.
func (r Recipient) Check() error {
	switch {
	case !recipientName.MatchString(r.Name):
		return schedules.NewReason("recipient.name", "value", r.Name)
	case strings.TrimSpace(r.Title) == "" || utf8.RuneCountInString(r.Title) > 60:
		return schedules.NewReason("recipient.title")
	case !slices.Contains(Channels(), r.Channel):
		return schedules.NewReason("recipient.channel", "value", r.Channel)
	case r.Language != "zh" && r.Language != "en":
		return schedules.NewReason("recipient.language", "value", r.Language)
	case !slices.Contains(Rhythms(), r.Rhythm):
		return schedules.NewReason("recipient.rhythm", "value", string(r.Rhythm))
	case len(r.Kinds) == 0:
		return schedules.NewReason("recipient.kinds")
	}
	for _, kind := range r.Kinds {
		if !slices.Contains(Kinds(), kind) {
			return schedules.NewReason("recipient.kind", "value", string(kind))
		}
	}
	if r.Channel == ChannelMail {
		address, err := mail.ParseAddress(r.Address)
		if err != nil || address.Address != r.Address {
			return schedules.NewReason("recipient.mail", "value", r.Address)
		}
		return nil
	}
	address, err := url.Parse(r.Address)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" || address.Host == "" || address.User != nil {
		return schedules.NewReason("recipient.webhook")
	}
	return nil
}

// ShownAddress is the address without what would let a reader send in its name: of a
// webhook only the host.
func (r Recipient) ShownAddress() string {
	if r.Channel == ChannelMail {
		return r.Address
	}
	address, err := url.Parse(r.Address)
	if err != nil {
		return "…"
	}
	return address.Scheme + "://" + address.Host + "/…"
}

// dueAt is the moment from which a message with notices that wait since a moment may
// go out.
func (r Recipient) dueAt(waiting time.Time, zone *time.Location, groupFor time.Duration) time.Time {
	if r.Rhythm == AtOnce {
		return waiting.Add(groupFor)
	}
	local := waiting.In(zone)
	due := time.Date(local.Year(), local.Month(), local.Day(), 8, 0, 0, 0, zone)
	for !due.After(waiting) || r.Rhythm == Weekly && due.Weekday() != time.Monday {
		due = due.AddDate(0, 0, 1)
	}
	return due
}
