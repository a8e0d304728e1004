package dashboard

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// OwnAccountPage shows people what the program knows about them.
type OwnAccountPage struct {
	Frame
	Account       metrics.Account
	Organisation  *metrics.Organisation
	Areas         []*metrics.Area
	Organisations []*metrics.Organisation
	Sessions      []metrics.Session
	HasPassword   bool
	OffersTokens  bool
}

// ThisOne tells whether a session is the one of this browser.
func (p OwnAccountPage) ThisOne(session metrics.Session) bool {
	return session.Digest == p.person.session.Digest
}

func (s *Server) showOwnAccount(c echo.Context) error {
	ctx := c.Request().Context()
	account := personOf(c).account
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return err
	}
	page := OwnAccountPage{Frame: s.plainFrame(c, ownPath), HasPassword: account.PasswordHash != "", OffersTokens: s.hasTokens(), Organisation: catalogue.Organisation(account.Organisation)}
	page.Title = s.texts.Text(page.Language, "account.own")
	page.Notice = noticeOf(c, "account.done.", "password", "ended")
	page.Areas, page.Organisations = scopeOf(catalogue, account)
	if page.Sessions, err = s.gate.open(ctx, account.Code); err != nil {
		return err
	}
	account.PasswordHash = "" // no page has a use for it
	page.Account = account
	return s.render(c, http.StatusOK, "account_own", page)
}

// scopeOf returns the things that an account is bound to.
func scopeOf(catalogue *metrics.Catalogue, account metrics.Account) (areas []*metrics.Area, organisations []*metrics.Organisation) {
	for _, code := range account.Areas {
		if area := catalogue.Area(code); area != nil {
			areas = append(areas, area)
		}
	}
	for _, code := range account.Organisations {
		if organisation := catalogue.Organisation(code); organisation != nil {
			organisations = append(organisations, organisation)
		}
	}
	return areas, organisations
}

// endOtherSessions signs the person out everywhere else.
func (s *Server) endOtherSessions(c echo.Context) error {
	caller := personOf(c)
	count, err := s.gate.endAll(c.Request().Context(), caller.account.Code, caller.session.Digest)
	if err != nil {
		return err
	}
	s.audit(c, "session.end", caller.account.Code, "count", strconv.Itoa(count))
	return c.Redirect(http.StatusSeeOther, ownPath+"?done=ended")
}
