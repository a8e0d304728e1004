package dashboard

import (
	"math"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

// PasswordPage lets people choose a password of their own.
type PasswordPage struct {
	Frame
	Must     bool // the present one is known to somebody else
	Shortest int
	Problems map[string]*metrics.Problem // by field
}

func (s *Server) showPasswordForm(c echo.Context) error {
	if personOf(c).account.PasswordHash == "" {
		return &statusProblem{http.StatusConflict, metrics.NewProblem("password.none")}
	}
	return s.renderPassword(c, http.StatusOK, nil)
}

func (s *Server) renderPassword(c echo.Context, status int, problems map[string]*metrics.Problem) error {
	page := PasswordPage{Frame: s.plainFrame(c, ownPath), Must: mustChange(personOf(c)), Shortest: auth.ShortestPassword, Problems: problems}
	page.Title = s.texts.Text(page.Language, "password.title")
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.render(c, status, "account_password", page)
}

// changePassword asks for the present password, keeps the new one, ends every other
// session and gives this one a new token.
func (s *Server) changePassword(c echo.Context) error {
	ctx := c.Request().Context()
	caller := personOf(c)
	present, chosen := c.FormValue("present"), c.FormValue("password")
	if caller.account.PasswordHash == "" {
		return &statusProblem{http.StatusConflict, metrics.NewProblem("password.none")}
	}
	guesser := auth.Guesser{Name: "change " + caller.account.Code, Allowance: auth.OfDevice()}
	if wait := s.gate.limit.Take(guesser); wait > 0 {
		seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
		return &statusProblem{http.StatusTooManyRequests, metrics.NewProblem("sign_in.limited", "seconds", seconds)}
	}
	matches, err := s.gate.passwords.Match(ctx, present, caller.account.PasswordHash)
	if err != nil {
		return err
	}
	if !matches {
		s.auditAs(c, caller.account.Code, metrics.AuditRefused, "password.change", caller.account.Code)
		return s.renderPassword(c, http.StatusUnprocessableEntity, map[string]*metrics.Problem{"present": metrics.NewProblem("password.present")})
	}
	s.gate.limit.Forgive(guesser)
	problem := auth.CheckPassword(chosen, caller.account.Code)
	switch {
	case problem == nil && chosen == present:
		problem = metrics.NewProblem("password.same")
	case problem == nil && chosen != c.FormValue("again"):
		return s.renderPassword(c, http.StatusUnprocessableEntity, map[string]*metrics.Problem{"again": metrics.NewProblem("password.again")})
	}
	if problem != nil {
		return s.renderPassword(c, http.StatusUnprocessableEntity, map[string]*metrics.Problem{"password": problem})
	}
	// The account as it stands now: somebody may have changed its rights meanwhile.
	account, err := s.findAccount(c, caller.account.Code)
	if err != nil {
		return err
	}
	if account.PasswordHash, err = s.gate.passwords.Hash(ctx, chosen); err != nil {
		return err
	}
	account.MustChange, account.SavedBy = false, account.Code
	if _, err := s.gate.save(ctx, *account); err != nil {
		return err
	}
	if _, err := s.gate.endAll(ctx, account.Code, caller.session.Digest); err != nil {
		return err
	}
	if err := s.beginSession(c, *account); err != nil {
		return err
	}
	s.setCookie(c, deviceCookie, auth.DeviceToken(account.Code, account.PasswordHash), signInPath, deviceAge)
	s.audit(c, "password.change", account.Code)
	next := ownPath + "?done=password"
	if asked := localPath(c.QueryParam("next")); asked != "/" {
		next = asked
	}
	return c.Redirect(http.StatusSeeOther, next)
}
