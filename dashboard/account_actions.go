package dashboard

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

// resetPassword gives an account a one-time password, shows it this once and ends the
// sessions of the account.
func (s *Server) resetPassword(c echo.Context) error {
	ctx := c.Request().Context()
	account, err := s.findAccount(c, c.Param("code"))
	if err != nil {
		return err
	}
	if account.Demonstration {
		return badRequest(metrics.NewProblem("account.demonstration"))
	}
	oneTime := auth.OneTimePassword()
	if account.PasswordHash, err = s.gate.passwords.Hash(ctx, oneTime); err != nil {
		return err
	}
	account.MustChange, account.SavedBy = true, actorOf(c)
	saved, err := s.gate.save(ctx, *account)
	if err != nil {
		return err
	}
	if _, err := s.gate.endAll(ctx, account.Code, ""); err != nil {
		return err
	}
	s.audit(c, "password.reset", account.Code)
	return s.renderAccount(c, http.StatusOK, accountForm{account: saved, oneTime: oneTime})
}

// disableAccount keeps somebody out at once; the next page offers to let them in again.
func (s *Server) disableAccount(c echo.Context) error {
	code := c.Param("code")
	last, err := s.lastAdministrator(c, code)
	if err != nil {
		return err
	}
	if last {
		return &statusProblem{http.StatusConflict, metrics.NewProblem("account.last_administrator")}
	}
	if err := s.setDisabled(c, code, true); err != nil {
		return err
	}
	_, err = s.gate.endAll(c.Request().Context(), code, "")
	return s.shown(c, err, "disabled", code)
}

func (s *Server) enableAccount(c echo.Context) error {
	code := c.Param("code")
	return s.shown(c, s.setDisabled(c, code, false), "enabled", code)
}

func (s *Server) shown(c echo.Context, err error, done, code string) error {
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, accountsPath+"?done="+done+"&account="+url.QueryEscape(code))
}

func (s *Server) setDisabled(c echo.Context, code string, disabled bool) error {
	account, err := s.findAccount(c, code)
	if err != nil {
		return err
	}
	if account.Disabled == disabled {
		return nil
	}
	account.Disabled, account.SavedBy = disabled, actorOf(c)
	if _, err := s.gate.save(c.Request().Context(), *account); err != nil {
		return err
	}
	action := "account.enable"
	if disabled {
		action = "account.disable"
	}
	s.audit(c, action, code)
	return nil
}
