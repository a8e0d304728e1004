package dashboard

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"zhibiao/schedules/notices"
)

// findRecipient returns the recipient that the address names, or the answer that there
// is none.
func (s *Server) findRecipient(c echo.Context) (*notices.Recipient, error) {
	name := c.Param("name")
	recipient, err := s.dependencies.Notices.Recipient(c.Request().Context(), name)
	if err != nil {
		return nil, fmt.Errorf("load recipient: %w", err)
	}
	if recipient == nil {
		return nil, notFound("recipient", name)
	}
	return recipient, nil
}

// tryRecipient sends a trial message.
func (s *Server) tryRecipient(c echo.Context) error {
	recipient, err := s.findRecipient(c)
	if err != nil {
		return err
	}
	if err := s.dependencies.Notices.Try(c.Request().Context(), recipient.Name, actorOf(c)); err != nil {
		return fmt.Errorf("try recipient: %w", err)
	}
	return c.Redirect(http.StatusSeeOther, "/notices/recipients?done=tried")
}

// removeRecipient takes a recipient off the list; the next page offers to put it back.
func (s *Server) removeRecipient(c echo.Context) error {
	return s.setRemoved(c, true, "removed", "&removed="+url.QueryEscape(c.Param("name")))
}

func (s *Server) restoreRecipient(c echo.Context) error {
	return s.setRemoved(c, false, "restored", "")
}

func (s *Server) setRemoved(c echo.Context, removed bool, done, more string) error {
	recipient, err := s.findRecipient(c)
	if err != nil {
		return err
	}
	recipient.Removed, recipient.ChangedBy = removed, actorOf(c)
	if err := s.dependencies.Notices.SaveRecipient(c.Request().Context(), *recipient); err != nil {
		return fmt.Errorf("save recipient: %w", err)
	}
	return c.Redirect(http.StatusSeeOther, "/notices/recipients?done="+done+more)
}
