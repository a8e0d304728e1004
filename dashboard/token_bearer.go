package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

const (
	// programsPrefix is where tokens work, and nowhere else.
	programsPrefix = "/api/"
	// refusalsKept is how often a refused token of one address is written into the audit.
	refusalsKept = time.Minute
	// mostRefusers bounds the memory for addresses whose tokens were refused.
	mostRefusers = 10_000
)

// bearers knows the tokens that programs bring. What was looked up is not remembered: one
// that is revoked is refused by the very next request.
type bearers struct {
	accounts AccountStore
	tokens   TokenStore
	now      func() time.Time

	mutex   sync.Mutex
	refused map[string]time.Time    // when a refusal was kept last, by address
	used    map[string]metrics.Date // the day of use that is known to be kept, by token
}

func newBearers(accounts AccountStore, tokens TokenStore, now func() time.Time) *bearers {
	return &bearers{accounts: accounts, tokens: tokens, now: now, refused: map[string]time.Time{}, used: map[string]metrics.Date{}}
}

// enter returns the person for whom a token speaks. The problem says why it speaks for
// nobody; who is named when the token was known.
func (b *bearers) enter(ctx context.Context, key string) (entered person, who string, problem *metrics.Problem, err error) {
	if len(key) != len(auth.AccessTokenPrefix)+auth.AccessTokenLength || !strings.HasPrefix(key, auth.AccessTokenPrefix) {
		return person{}, "", metrics.NewProblem("token.unknown"), nil
	}
	token, err := b.tokens.Token(ctx, auth.Digest(key))
	if err != nil {
		return person{}, "", nil, fmt.Errorf("load token: %w", err)
	}
	if token == nil {
		return person{}, "", metrics.NewProblem("token.unknown"), nil
	}
	now := b.now()
	switch {
	case token.RevokedAt != nil:
		return person{}, token.Account, metrics.NewProblem("token.revoked", "name", token.Name), nil
	case token.Expired(now):
		return person{}, token.Account, metrics.NewProblem("token.expired", "name", token.Name), nil
	}
	account, err := b.accounts.Account(ctx, token.Account)
	if err != nil {
		return person{}, token.Account, nil, fmt.Errorf("load account of a token: %w", err)
	}
	if account == nil || !account.Active() {
		return person{}, token.Account, metrics.NewProblem("token.account_disabled"), nil
	}
	narrowed, covered := token.Narrow(*account)
	if !covered {
		return person{}, token.Account, metrics.NewProblem("token.no_scope", "name", token.Name), nil
	}
	return person{account: narrowed, token: token}, token.Account, nil, nil
}

// keepsRefusal tells whether a refusal from an address is to be written down: at most one
// a minute, because a program that goes on with an old token asks very often.
func (b *bearers) keepsRefusal(address string) bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	now := b.now()
	if last, known := b.refused[address]; known && now.Sub(last) < refusalsKept {
		return false
	}
	if len(b.refused) >= mostRefusers {
		clear(b.refused)
	}
	b.refused[address] = now
	return true
}

// keepUse writes the day of use of a token, once a day.
func (b *bearers) keepUse(ctx context.Context, token string, today metrics.Date) error {
	b.mutex.Lock()
	known := b.used[token] == today
	b.used[token] = today
	b.mutex.Unlock()
	if known {
		return nil
	}
	return b.tokens.KeepTokenUse(ctx, metrics.TokenUse{Code: token, Day: today})
}

// bearerOf returns the token that a request brings in its header.
func bearerOf(request *http.Request) (key string, brought bool) {
	scheme, key, _ := strings.Cut(request.Header.Get(echo.HeaderAuthorization), " ")
	return strings.TrimSpace(key), strings.EqualFold(scheme, "Bearer")
}

// identifyBearer finds out for whom a token speaks. A token that speaks for nobody is
// refused, and not taken for a request without one.
func (s *Server) identifyBearer(c echo.Context, key string) error {
	ctx := c.Request().Context()
	entered, who, problem, err := s.bearers.enter(ctx, key)
	c.Set(personKey, entered)
	if err != nil {
		return err
	}
	if problem != nil {
		if s.bearers.keepsRefusal(c.RealIP()) {
			if who == "" {
				who = "?"
			}
			s.auditAs(c, who, metrics.AuditRefused, "token.refused", c.Request().Method+" "+c.Request().URL.Path, "problem", problem.Key)
		}
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, `Bearer error="invalid_token"`)
		return &statusProblem{http.StatusUnauthorized, problem}
	}
	if err := s.bearers.keepUse(ctx, entered.token.Code, s.today()); err != nil {
		s.logger.WarnContext(ctx, "use of a token is not kept", "token", entered.token.Code, "error", err)
	}
	return nil
}

// carries tells whether the token lets its person use a right; without a token everybody
// uses what they have.
func (p person) carries(asked right) bool {
	return p.token == nil || asked == open || slices.Contains(p.token.Rights, string(asked))
}

// withoutRight refuses a request whose token does not carry the right of the route.
func (s *Server) withoutRight(c echo.Context, asked right) error {
	problem := metrics.NewProblem("token.right_missing", "name", personOf(c).token.Name)
	for _, words := range s.eachLanguage() {
		problem.Arguments["right_"+string(words.language)] = words.text("right." + string(asked))
	}
	problem.Arguments["right"] = problem.Arguments["right_zh"]
	return &statusProblem{http.StatusForbidden, problem}
}
