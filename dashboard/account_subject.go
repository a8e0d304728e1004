package dashboard

import (
	"fmt"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// longestSubject is the bound that OpenID Connect sets for a subject, in bytes.
const longestSubject = 255

// readSubject puts the identity at the provider into the form; no two accounts share one.
func (s *Server) readSubject(c echo.Context, form *accountForm) error {
	provider := s.dependencies.SignIn.Provider
	if provider == nil {
		return nil
	}
	typed := strings.TrimSpace(strings.ToValidUTF8(c.FormValue("subject"), ""))
	form.account.Subject = ""
	if typed == "" {
		return nil
	}
	if len(typed) > longestSubject {
		form.problems["subject"] = metrics.NewProblem("account.subject_wrong")
		return nil
	}
	form.account.Subject = provider.Issuer + " " + typed
	accounts, err := s.dependencies.Accounts.Accounts(c.Request().Context())
	if err != nil {
		return fmt.Errorf("load accounts: %w", err)
	}
	for _, other := range accounts {
		if other.Code != form.account.Code && other.Subject == form.account.Subject {
			form.problems["subject"] = metrics.NewProblem("account.subject_taken", "account", other.Code)
		}
	}
	return nil
}

// subjectOf is the identity without the issuer.
func subjectOf(subject string) string {
	_, name, _ := strings.Cut(subject, " ")
	return name
}
