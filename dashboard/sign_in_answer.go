package dashboard

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// hearProvider takes the answer of the identity provider and signs in the account that
// is linked with the identity.
func (s *Server) hearProvider(c echo.Context) error {
	var asked providerQuestion
	known := false
	if cookie, err := c.Cookie(providerCookie); err == nil {
		asked, known = readQuestion(cookie.Value)
	}
	s.setCookie(c, providerCookie, "", signInPath, -1)
	state, code := c.QueryParam("state"), c.QueryParam("code")
	if !known || subtle.ConstantTimeCompare([]byte(state), []byte(asked.state)) != 1 {
		return s.refuse(c, "provider.state", errors.New("the answer does not belong to a question of this browser"))
	}
	if said := c.QueryParam("error"); said != "" || code == "" || len(code) > longestCode {
		return s.refuse(c, "provider.refused", fmt.Errorf("the provider says %.100q", said))
	}
	person, err := s.provider.redeem(c.Request().Context(), s.baseAddress(c), code, asked)
	if err != nil {
		if problem := metrics.AsProblem(err); problem != nil {
			return err
		}
		return s.refuse(c, "provider.forged", err)
	}
	account, err := s.accountOf(c, person)
	if err != nil {
		return err
	}
	if account == nil || !account.Active() {
		s.auditAs(c, knownName(account), metrics.AuditRefused, "sign_in", knownName(account), "by", byProvider, "identity", shortened(person.Subject))
		return s.renderSignIn(c, http.StatusForbidden, "", metrics.NewProblem("provider.no_account", "identity", shortened(person.Subject)))
	}
	if account.MustChange {
		// The provider vouches for the person. A password that somebody else has seen and
		// that was never used must not stay a second way in.
		account.PasswordHash, account.MustChange, account.SavedBy = "", false, account.Code
		if _, err := s.gate.save(c.Request().Context(), *account); err != nil {
			return err
		}
	}
	return s.welcome(c, *account, byProvider, asked.next)
}

// refuse shows the sign-in page with what is wrong; the cause goes to the log.
func (s *Server) refuse(c echo.Context, key string, cause error) error {
	s.logger.WarnContext(c.Request().Context(), "identity provider", "request", requestID(c), "error", cause)
	s.auditAs(c, "?", metrics.AuditRefused, "sign_in", "?", "by", byProvider, "problem", key)
	return s.renderSignIn(c, http.StatusUnauthorized, "", metrics.NewProblem(key))
}

// accountOf returns the account that is linked with an identity. Where the settings say
// so, an account of the same name that has no identity yet is linked now.
func (s *Server) accountOf(c echo.Context, person identity) (*metrics.Account, error) {
	ctx := c.Request().Context()
	accounts, err := s.dependencies.Accounts.Accounts(ctx)
	if err != nil {
		return nil, fmt.Errorf("load accounts: %w", err)
	}
	subject := person.Issuer + " " + person.Subject
	var namesake *metrics.Account
	for i := range accounts {
		if accounts[i].Subject == subject {
			return &accounts[i], nil
		}
		if accounts[i].Code == accountCode(person.Name) && accounts[i].Subject == "" && !accounts[i].Demonstration {
			namesake = &accounts[i]
		}
	}
	if namesake == nil || !s.provider.settings.LinkByName || !namesake.Active() {
		return nil, nil //nolint:nilnil // nobody is an answer here
	}
	namesake.Subject, namesake.SavedBy = subject, namesake.Code
	linked, err := s.gate.save(ctx, *namesake)
	if err != nil {
		return nil, err
	}
	s.auditAs(c, linked.Code, metrics.AuditDone, "account.link", linked.Code, "identity", shortened(person.Subject))
	return &linked, nil
}
