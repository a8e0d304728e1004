package dashboard

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// SignInPage asks who somebody is.
type SignInPage struct {
	Frame
	Code     string // as it was typed
	Problem  *metrics.Problem
	Action   string            // address of the form, with where to go afterwards
	Next     string            // query of the other forms
	Doors    []metrics.Account // of demonstration accounts, one button each
	Provider bool              // true: there is an identity provider
}

// showSignIn shows the form, or leads on who is signed in already.
func (s *Server) showSignIn(c echo.Context) error {
	if personOf(c).signedIn() {
		return c.Redirect(http.StatusSeeOther, localPath(c.QueryParam("next")))
	}
	return s.renderSignIn(c, http.StatusOK, "", nil)
}

func (s *Server) renderSignIn(c echo.Context, status int, code string, problem *metrics.Problem) error {
	page := SignInPage{Frame: s.plainFrame(c, ""), Code: code, Problem: problem, Action: signInPath, Provider: s.dependencies.SignIn.Provider != nil}
	page.Title = s.texts.Text(page.Language, "sign_in.title")
	page.Notice = noticeOf(c, "sign_in.done.", "out")
	if next := localPath(c.QueryParam("next")); next != "/" {
		page.Next = "?next=" + url.QueryEscape(next)
		page.Action += page.Next
	}
	if s.dependencies.SignIn.Demonstration && atThisMachine(c.Request()) {
		accounts, err := s.dependencies.Accounts.Accounts(c.Request().Context())
		if err != nil {
			return fmt.Errorf("load accounts: %w", err)
		}
		page.Doors = demonstrationFirst(accounts)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.render(c, status, "sign_in", page)
}

// demonstrationFirst lists the demonstration accounts in the order of their roles.
func demonstrationFirst(accounts []metrics.Account) []metrics.Account {
	var list []metrics.Account
	for _, several := range []bool{false, true} {
		for _, role := range metrics.Roles() {
			for _, account := range accounts {
				if account.Demonstration && account.Active() && account.Roles[0] == role && len(account.Roles) > 1 == several {
					list = append(list, account)
				}
			}
		}
	}
	return list
}

// plainFrame is the frame of a page that shows no values.
func (s *Server) plainFrame(c echo.Context, active string) Frame {
	filters := Filters{AsOf: s.today(), Demonstration: s.dependencies.Demonstration, DefaultDemonstration: s.dependencies.Demonstration, given: url.Values{}}
	return s.workFrame(c, active, filters, metrics.Actual)
}

// eachLanguage returns the wording of every language.
func (s *Server) eachLanguage() []wording {
	var list []wording
	for language := range s.templates {
		list = append(list, s.wording(language))
	}
	return list
}
