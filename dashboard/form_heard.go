package dashboard

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules/notices"
)

// formHearing says who hears the reminders of a form, and when they were last reminded.
type formHearing struct {
	organisations map[string]bool // for which a recipient hears reminders; "" stands for all
	reminded      map[string]time.Time
	mailOff       bool // no mail server is set, so that recipients by mail hear nothing
}

// hears tells whether anybody is told when an organisation is reminded.
func (h *formHearing) hears(organisation string) bool {
	return h.organisations[organisation] || h.organisations[""]
}

// hearingOf asks the notices about a form. Recipients whose channel is not set up hear
// nothing.
func (s *Server) hearingOf(c echo.Context, form *metrics.Form) (formHearing, error) {
	hearing := formHearing{organisations: map[string]bool{}, reminded: map[string]time.Time{}}
	if s.dependencies.Notices == nil {
		return hearing, nil
	}
	ctx := c.Request().Context()
	channels := s.dependencies.Notices.Channels()
	hearing.mailOff = !slices.Contains(channels, notices.ChannelMail)
	recipients, err := s.dependencies.Notices.Recipients(ctx)
	if err != nil {
		return hearing, fmt.Errorf("load recipients: %w", err)
	}
	for _, recipient := range recipients {
		if recipient.Removed || recipient.Paused || !hearsReminders(recipient) || !slices.Contains(channels, recipient.Channel) {
			continue
		}
		if len(recipient.Organisations) == 0 {
			hearing.organisations[""] = true
		}
		for _, code := range recipient.Organisations {
			hearing.organisations[code] = true
		}
	}
	told, err := s.dependencies.Notices.Notices(ctx, form.MadeAt, 0)
	if err != nil {
		return hearing, fmt.Errorf("load notices: %w", err)
	}
	for _, notice := range told { // newest first
		if strings.HasPrefix(notice.ID, reminderID(form.Code, notice.Subject)) && hearing.reminded[notice.Subject].IsZero() {
			hearing.reminded[notice.Subject] = notice.RecordedAt
		}
	}
	return hearing, nil
}
