package dashboard

import (
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

const (
	deviceCookie = "zhibiao_device"
	deviceAge    = 365 * 24 * 3600 // seconds
	// The ways to prove who one is.
	byPassword      = "password"
	byProvider      = "provider"      // the identity provider of the house
	byDemonstration = "demonstration" // a button, on the machine of the reader only
	// longestTyped is how much of what was typed is looked at.
	longestTyped = 256
)

// signIn compares what was typed with the accounts. Whatever is wrong, the answer and
// the time it takes are the same.
func (s *Server) signIn(c echo.Context) error {
	ctx := c.Request().Context()
	code, password := accountCode(c.FormValue("code")), c.FormValue("password")
	if code == "" || password == "" || len(code) > longestTyped || len(password) > 4*auth.LongestPassword {
		return s.renderSignIn(c, http.StatusUnprocessableEntity, code, metrics.NewProblem("sign_in.wrong"))
	}
	account, err := s.dependencies.Accounts.Account(ctx, code)
	if err != nil {
		return fmt.Errorf("load account: %w", err)
	}
	hash := ""
	if account != nil && account.Active() {
		hash = account.PasswordHash
	}
	guessers := s.guessers(c, code, hash)
	attempt, err := s.attempt(ctx, code, account, len(guessers) > 1)
	if err != nil {
		return err
	}
	if s.gate.limit.Wait(guessers...) == 0 { // who waits already costs the store nothing more
		s.recall(ctx, attempt)
	}
	if wait := s.gate.limit.Take(guessers...); wait > 0 {
		return s.limited(c, code, account, wait)
	}
	matches, err := s.gate.passwords.Match(ctx, password, hash)
	if err != nil {
		return err
	}
	if !matches {
		s.auditAs(c, knownName(account), metrics.AuditRefused, "sign_in", knownName(account), attempt.audited()...)
		return s.renderSignIn(c, http.StatusUnauthorized, code, metrics.NewProblem("sign_in.wrong"))
	}
	s.gate.limit.Forgive(guessers...)
	s.setCookie(c, deviceCookie, auth.DeviceToken(code, hash), signInPath, deviceAge)
	return s.welcome(c, *account, byPassword, c.QueryParam("next"), attempt.audited()...)
}

// welcome begins the session of a person who has proved who they are.
// Pairs go into the audit with it.
func (s *Server) welcome(c echo.Context, account metrics.Account, by, next string, pairs ...string) error {
	if err := s.beginSession(c, account); err != nil {
		return err
	}
	s.auditAs(c, account.Code, metrics.AuditDone, "sign_in", account.Code, append(pairs, "by", by)...)
	next = localPath(next)
	if account.MustChange {
		return c.Redirect(http.StatusSeeOther, passwordPath)
	}
	return c.Redirect(http.StatusSeeOther, next)
}

// guessers names what the attempts of this browser are counted under. A browser that the
// account has been signed in with has an allowance of its own, so that nobody locks out
// somebody else by guessing.
func (s *Server) guessers(c echo.Context, code, hash string) []auth.Guesser {
	if cookie, err := c.Cookie(deviceCookie); err == nil {
		if device := auth.KnownDevice(cookie.Value, code, hash); device != "" {
			return []auth.Guesser{{Name: "device " + device, Allowance: auth.OfDevice()}}
		}
	}
	return []auth.Guesser{
		{Name: "address " + neighbourhood(c.RealIP()), Allowance: auth.OfAddress()},
		guesserAt(code),
	}
}

// limited says how long to wait. One entry a minute tells the audit.
func (s *Server) limited(c echo.Context, code string, account *metrics.Account, wait time.Duration) error {
	note := auth.Guesser{Name: "note " + neighbourhood(c.RealIP()) + " " + auth.Digest(code),
		Allowance: auth.Allowance{First: time.Minute, Longest: time.Minute, Forget: time.Hour}}
	if s.gate.limit.Take(note) == 0 {
		s.auditAs(c, knownName(account), metrics.AuditLimited, "sign_in", knownName(account))
	}
	seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
	c.Response().Header().Set(echo.HeaderRetryAfter, seconds)
	return s.renderSignIn(c, http.StatusTooManyRequests, code, metrics.NewProblem("sign_in.limited", "seconds", seconds))
}

// knownName is the name for the audit. What belongs to nobody is not kept, but for its
// mark: it may be a password that was typed into the wrong field.
func knownName(account *metrics.Account) string {
	if account == nil {
		return "?"
	}
	return account.Code
}

// accountCode brings what was typed as the name of an account into its one form.
func accountCode(typed string) string {
	return strings.ToLower(strings.TrimSpace(strings.ToValidUTF8(typed, "")))
}

// neighbourhood is the address, or for IPv6 the network that one subscriber has.
func neighbourhood(address string) string {
	parsed, err := netip.ParseAddr(address)
	if err != nil || parsed.Unmap().Is4() {
		return address
	}
	prefix, err := parsed.Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

// signInForDemonstration signs in whoever presses the button of a demonstration account.
func (s *Server) signInForDemonstration(c echo.Context) error {
	account, err := s.dependencies.Accounts.Account(c.Request().Context(), accountCode(c.FormValue("code")))
	if err != nil {
		return fmt.Errorf("load account: %w", err)
	}
	if !atThisMachine(c.Request()) || account == nil || !account.Demonstration || !account.Active() {
		return notFound("account", shortened(c.FormValue("code")))
	}
	return s.welcome(c, *account, byDemonstration, c.QueryParam("next"))
}

// atThisMachine tells whether the reader sits at the machine that the program runs on: a
// proxy, or a page of somebody else that leads a name to this machine, does not count.
func atThisMachine(request *http.Request) bool {
	for _, name := range []string{"Forwarded", echo.HeaderXForwardedFor, echo.HeaderXForwardedProto, echo.HeaderXRealIP, "Via"} {
		if request.Header.Get(name) != "" {
			return false
		}
	}
	host := request.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && address.IsLoopback()
}

// signOut ends the session of this browser.
func (s *Server) signOut(c echo.Context) error {
	caller := personOf(c)
	err := s.gate.end(c.Request().Context(), caller.session)
	s.setCookie(c, sessionCookie, "", "/", -1)
	if err != nil {
		return errors.Join(errors.New("sign out"), err)
	}
	s.audit(c, "sign_out", caller.account.Code)
	return c.Redirect(http.StatusSeeOther, signInPath+"?done=out")
}
