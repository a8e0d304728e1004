package dashboard

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// findAccount returns an account as it stands in the store, or the answer that there is none.
func (s *Server) findAccount(c echo.Context, code string) (*metrics.Account, error) {
	account, err := s.dependencies.Accounts.Account(c.Request().Context(), code)
	if err != nil {
		return nil, fmt.Errorf("load account: %w", err)
	}
	if account == nil {
		return nil, notFound("account", shortened(code))
	}
	return account, nil
}

// lastAdministrator tells whether nobody could keep the accounts if this one could not.
// Demonstration accounts do not count: they are gone with the next start.
func (s *Server) lastAdministrator(c echo.Context, code string) (bool, error) {
	accounts, err := s.dependencies.Accounts.Accounts(c.Request().Context())
	if err != nil {
		return false, fmt.Errorf("load accounts: %w", err)
	}
	last := false
	for _, account := range accounts {
		if !account.Active() || !account.Has(metrics.RoleAdministrator) {
			continue
		}
		if account.Code == code {
			last = true
		} else if !account.Demonstration || s.dependencies.SignIn.Demonstration {
			return false, nil
		}
	}
	return last, nil
}
