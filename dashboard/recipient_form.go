package dashboard

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// RecipientPage adds or changes a recipient.
type RecipientPage struct {
	Frame
	New           bool
	Input         notices.Recipient // as it was filled in, right or wrong
	ShownAddress  string            // of a webhook that is set already; its address is not shown again
	HasSecret     bool
	Problems      map[string]*metrics.Problem // by field
	Channels      []string
	Kinds         []notices.Kind
	Rhythms       []notices.Rhythm
	Organisations Checklist
}

// Wants tells whether a kind is chosen.
func (p RecipientPage) Wants(kind notices.Kind) bool { return slices.Contains(p.Input.Kinds, kind) }

func readRecipient(c echo.Context) notices.Recipient {
	text := func(name string) string { return strings.TrimSpace(strings.ToValidUTF8(c.FormValue(name), "")) }
	recipient := notices.Recipient{Name: text("name"), Title: text("title"), Channel: text("channel"), Address: text("address"),
		Secret: text("secret"), Language: text("language"), Rhythm: notices.Rhythm(text("rhythm")), Paused: text("paused") == "1",
		ChangedBy: actorOf(c)}
	form := c.Request().PostForm
	for _, kind := range form["kinds"] {
		recipient.Kinds = append(recipient.Kinds, notices.Kind(kind))
	}
	for _, code := range form["organisations"] {
		if code != "" {
			recipient.Organisations = append(recipient.Organisations, code)
		}
	}
	return recipient
}

func (s *Server) showNewRecipient(c echo.Context) error {
	recipient := notices.Recipient{Channel: s.dependencies.Notices.Channels()[0], Language: string(languageOf(c)), Rhythm: notices.AtOnce, Kinds: notices.Kinds()}
	return s.renderRecipient(c, http.StatusOK, recipient, nil, nil)
}

// createRecipient adds a recipient. A name that is taken is refused.
func (s *Server) createRecipient(c echo.Context) error {
	recipient := readRecipient(c)
	before, err := s.dependencies.Notices.Recipient(c.Request().Context(), recipient.Name)
	if err != nil {
		return fmt.Errorf("load recipient: %w", err)
	}
	if before != nil || recipient.Name == "new" {
		return s.renderRecipient(c, http.StatusUnprocessableEntity, recipient, nil, schedules.NewReason("recipient.name", "value", recipient.Name))
	}
	return s.keepRecipient(c, recipient, nil)
}

func (s *Server) showRecipient(c echo.Context) error {
	recipient, err := s.findRecipient(c)
	if err != nil {
		return err
	}
	return s.renderRecipient(c, http.StatusOK, *recipient, recipient, nil)
}

func (s *Server) saveRecipient(c echo.Context) error {
	before, err := s.findRecipient(c)
	if err != nil {
		return err
	}
	recipient := readRecipient(c)
	recipient.Name = before.Name
	return s.keepRecipient(c, recipient, before)
}

// keepRecipient saves a recipient or shows the form again with what is wrong.
func (s *Server) keepRecipient(c echo.Context, recipient notices.Recipient, before *notices.Recipient) error {
	ctx := c.Request().Context()
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	for _, code := range recipient.Organisations {
		if catalogue.Organisation(code) == nil {
			return s.renderRecipient(c, http.StatusUnprocessableEntity, recipient, before, schedules.NewReason("recipient.organisation", "value", code))
		}
	}
	err = s.dependencies.Notices.SaveRecipient(ctx, recipient)
	var reason *schedules.Reason
	switch {
	case err == nil:
		return c.Redirect(http.StatusSeeOther, "/notices/recipients?done=saved")
	case errors.As(err, &reason):
		return s.renderRecipient(c, http.StatusUnprocessableEntity, recipient, before, reason)
	default:
		return fmt.Errorf("save recipient: %w", err)
	}
}

func (s *Server) renderRecipient(c echo.Context, status int, input notices.Recipient, before *notices.Recipient, reason *schedules.Reason) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	page := RecipientPage{Frame: s.workFrame(c, "/notices", filters, metrics.Actual), New: before == nil, Input: input,
		Channels: s.dependencies.Notices.Channels(), Kinds: notices.Kinds(), Rhythms: notices.Rhythms(),
		Organisations: organisationChecklist(catalogue, choices(catalogue).Organisations, input.Organisations)}
	page.Title = s.texts.Text(page.Language, "recipients.new")
	if before != nil {
		page.Title = before.Title
		page.HasSecret = before.Secret != ""
		if before.Channel != notices.ChannelMail {
			page.ShownAddress = before.ShownAddress()
		}
	}
	if page.Input.Channel != notices.ChannelMail && reason == nil {
		page.Input.Address = ""
	}
	page.Input.Secret = ""
	if reason != nil {
		page.Problems = recipientProblem(reason)
	}
	return s.render(c, status, "recipient", page)
}
