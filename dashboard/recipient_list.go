package dashboard

import (
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules/notices"
)

// RecipientListPage shows who is told what, and how the last message went.
type RecipientListPage struct {
	Frame
	Recipients []RecipientLine
	Removed    string // name of the recipient that was just removed, to be put back
	NoMail     bool   // no mail server is set up
}

// RecipientLine is one recipient.
type RecipientLine struct {
	Recipient     notices.Recipient
	Organisations []*metrics.Organisation
	Last          *notices.Delivery
	LastReason    *metrics.Problem
}

func (s *Server) showRecipientList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	recipients, err := s.dependencies.Notices.Recipients(ctx)
	if err != nil {
		return fmt.Errorf("load recipients: %w", err)
	}
	deliveries, err := s.dependencies.Notices.Deliveries(ctx, s.dependencies.Now().Add(-noticesSince), 0)
	if err != nil {
		return fmt.Errorf("load deliveries: %w", err)
	}
	page := RecipientListPage{Frame: s.workFrame(c, "/notices", filters, metrics.Actual), Removed: c.QueryParam("removed"), NoMail: true}
	page.Title = s.texts.Text(page.Language, "recipients.title")
	page.Notice = noticeOf(c, "recipients.notice.", "saved", "tried", "removed", "restored")
	for _, channel := range s.dependencies.Notices.Channels() {
		page.NoMail = page.NoMail && channel != notices.ChannelMail
	}
	for _, recipient := range recipients {
		line := RecipientLine{Recipient: recipient}
		for _, code := range recipient.Organisations {
			if organisation := catalogue.Organisation(code); organisation != nil {
				line.Organisations = append(line.Organisations, organisation)
			}
		}
		for i := range deliveries {
			if deliveries[i].Recipient == recipient.Name {
				line.Last = &deliveries[i]
				line.LastReason = problemOfReason(deliveries[i].Reason)
				break
			}
		}
		page.Recipients = append(page.Recipients, line)
	}
	return s.render(c, http.StatusOK, "recipient_list", page)
}
