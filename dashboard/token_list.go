package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// TokenListPage lists access tokens, one's own with a form for a new one, or everybody's.
type TokenListPage struct {
	Frame
	Own      bool
	Tokens   []TokenLine
	Input    TokenInput
	Problems map[string]*metrics.Problem // by field
	Rights   []string                    // that a token may carry
	Areas    []*metrics.Area             // that a token may be bound to
	Answers  Checklist                   // organisations that a token may be bound to
	FirstDay metrics.Date                // bounds of the last day of a token
	LastDay  metrics.Date
	// Key is a new token, shown this once and kept nowhere.
	Key string
	// Revoked is the token that was just revoked, so that it can be restored.
	Revoked *TokenLine
}

// TokenLine is one token without its digest.
type TokenLine struct {
	Code, Name    string
	Account       metrics.Account // whose it is, without its secret
	Rights        []string
	Areas         []*metrics.Area
	Organisations []*metrics.Organisation
	CreatedAt     time.Time
	LastDay       metrics.Date // the last day on which it is valid
	Used          metrics.Date // zero: never
	State         string       // active, expired or revoked
	RevokedAt     time.Time
	RevokedBy     string
	CanRestore    bool
}

// Base is the address of the list.
func (p TokenListPage) Base() string {
	if p.Own {
		return ownTokensPath
	}
	return allTokensPath
}

func (s *Server) showOwnTokens(c echo.Context) error {
	return s.renderOwnTokens(c, http.StatusOK, TokenListPage{Input: TokenInput{Rights: []string{string(mayLook)}, LastDay: s.today().AddDays(usualTokenDays).String()}})
}

// renderOwnTokens fills in what every view of one's own tokens shows.
func (s *Server) renderOwnTokens(c echo.Context, status int, page TokenListPage) error {
	ctx := c.Request().Context()
	caller := personOf(c)
	page.Frame = s.plainFrame(c, "")
	page.Own, page.Title = true, s.texts.Text(page.Language, "token.own")
	page.FirstDay, page.LastDay = s.today().AddDays(1), s.today().AddDays(longestTokenDays)
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	for _, asked := range tokenRights() {
		if caller.may(asked) {
			page.Rights = append(page.Rights, string(asked))
		}
	}
	var organisations []*metrics.Organisation
	if page.Areas, organisations = scopeOf(catalogue, caller.account); len(caller.account.Areas) == 0 {
		for i := range catalogue.Areas {
			page.Areas = append(page.Areas, &catalogue.Areas[i])
		}
	}
	if len(caller.account.Organisations) == 0 {
		organisations = accountOrganisations(catalogue)
	}
	page.Answers = organisationChecklist(catalogue, organisations, page.Input.Organisations)
	if err := s.listTokens(c, catalogue, &page, func(token metrics.Token) bool { return token.Account == caller.account.Code }); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.render(c, status, "token_list", page)
}

func (s *Server) showAllTokens(c echo.Context) error {
	page := TokenListPage{Frame: s.plainFrame(c, accountsPath)}
	page.Title = s.texts.Text(page.Language, "token.all")
	catalogue, err := s.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	if err := s.listTokens(c, catalogue, &page, func(metrics.Token) bool { return true }); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "token_list", page)
}

// listTokens puts the wanted tokens on a page: those that still open something first, and
// among them the newest.
func (s *Server) listTokens(c echo.Context, catalogue *metrics.Catalogue, page *TokenListPage, wanted func(metrics.Token) bool) error {
	ctx := c.Request().Context()
	tokens, err := s.tokensNewestFirst(ctx)
	if err != nil {
		return err
	}
	uses, err := s.dependencies.Tokens.TokenUses(ctx)
	if err != nil {
		return fmt.Errorf("load uses of tokens: %w", err)
	}
	used := map[string]metrics.Date{}
	for _, use := range uses {
		used[use.Code] = use.Day
	}
	accounts, err := s.dependencies.Accounts.Accounts(ctx)
	if err != nil {
		return fmt.Errorf("load accounts: %w", err)
	}
	for _, token := range tokens {
		if !wanted(token) {
			continue
		}
		line := s.tokenLine(catalogue, token, personOf(c))
		line.Used = used[token.Code]
		for _, account := range accounts {
			if account.Code == token.Account {
				account.PasswordHash = ""
				line.Account = account
			}
		}
		page.Tokens = append(page.Tokens, line)
		if c.QueryParam("revoked") == token.Code && line.CanRestore {
			page.Revoked = &line
		}
	}
	slices.SortStableFunc(page.Tokens, func(a, b TokenLine) int { return compareBool(a.State == "active", b.State == "active") })
	return nil
}

func (s *Server) tokensNewestFirst(ctx context.Context) ([]metrics.Token, error) {
	tokens, err := s.dependencies.Tokens.Tokens(ctx)
	if err != nil {
		return nil, fmt.Errorf("load tokens: %w", err)
	}
	slices.SortFunc(tokens, func(a, b metrics.Token) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(a.Code, b.Code))
	})
	return tokens, nil
}

func (s *Server) tokenLine(catalogue *metrics.Catalogue, token metrics.Token, reader person) TokenLine {
	now := s.dependencies.Now()
	line := TokenLine{Code: token.Code, Name: token.Name, Account: metrics.Account{Code: token.Account, NameZh: token.Account}, Rights: token.Rights,
		CreatedAt: token.CreatedAt, State: "active", LastDay: metrics.DateOf(token.ExpiresAt.Add(-time.Nanosecond).In(s.dependencies.Zone))}
	line.Areas, line.Organisations = scopeOf(catalogue, metrics.Account{Areas: token.Areas, Organisations: token.Organisations})
	switch {
	case token.RevokedAt != nil:
		line.State, line.RevokedAt, line.RevokedBy = "revoked", *token.RevokedAt, token.RevokedBy
		line.CanRestore = !token.Expired(now) && mayRestore(token, reader)
	case token.Expired(now):
		line.State = "expired"
	}
	return line
}

// mayRestore tells whether somebody may take the revocation of a token back: whoever
// revoked it, and an administrator. What an administrator has revoked the owner has not.
func mayRestore(token metrics.Token, reader person) bool {
	return token.RevokedBy == reader.account.Code || reader.may(mayAdminister)
}
