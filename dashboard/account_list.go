package dashboard

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// AccountListPage lists everybody who can or could sign in.
type AccountListPage struct {
	Frame
	Accounts     []AccountLine
	OffersTokens bool
	// Disabled and Enabled are the account that was just changed, so that it can be changed back.
	Disabled, Enabled string
}

// AccountLine is one account without its secret.
type AccountLine struct {
	Account       metrics.Account
	Organisation  *metrics.Organisation
	Areas         []*metrics.Area
	Organisations []*metrics.Organisation
	HasPassword   bool
	Self          bool
}

func (s *Server) showAccountList(c echo.Context) error {
	ctx := c.Request().Context()
	accounts, err := s.dependencies.Accounts.Accounts(ctx)
	if err != nil {
		return fmt.Errorf("load accounts: %w", err)
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	page := AccountListPage{Frame: s.plainFrame(c, accountsPath), OffersTokens: s.hasTokens()}
	page.Title = s.texts.Text(page.Language, "nav.accounts")
	for _, account := range accounts {
		page.Accounts = append(page.Accounts, accountLine(catalogue, account, personOf(c)))
		if c.QueryParam("account") == account.Code {
			switch {
			case c.QueryParam("done") == "disabled" && account.Disabled:
				page.Disabled = account.Code
			case c.QueryParam("done") == "enabled" && !account.Disabled:
				page.Enabled = account.Code
			}
		}
	}
	slices.SortStableFunc(page.Accounts, func(a, b AccountLine) int {
		switch {
		case a.Account.Disabled == b.Account.Disabled:
			return 0
		case b.Account.Disabled:
			return -1
		default:
			return 1
		}
	})
	page.Notice = noticeOf(c, "account.done.", "saved")
	return s.render(c, http.StatusOK, "account_list", page)
}

func accountLine(catalogue *metrics.Catalogue, account metrics.Account, reader person) AccountLine {
	line := AccountLine{HasPassword: account.PasswordHash != "", Organisation: catalogue.Organisation(account.Organisation),
		Self: reader.account.Code == account.Code}
	line.Areas, line.Organisations = scopeOf(catalogue, account)
	account.PasswordHash = ""
	line.Account = account
	return line
}
