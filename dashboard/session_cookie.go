package dashboard

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

const (
	sessionCookie = "zhibiao_session"
	// longestAgent is how many bytes of a browser's name are kept.
	longestAgent = 300
)

// beginSession signs a person in on this browser: always with a new token, so that one
// that somebody laid into the browser before is worth nothing.
func (s *Server) beginSession(c echo.Context, account metrics.Account) error {
	ctx := c.Request().Context()
	if before := personOf(c); before.signedIn() {
		if err := s.gate.end(ctx, before.session); err != nil {
			return err
		}
	}
	agent := strings.ToValidUTF8(c.Request().UserAgent(), "")
	if len(agent) > longestAgent {
		agent = strings.ToValidUTF8(agent[:longestAgent], "")
	}
	token, err := s.gate.begin(ctx, metrics.Session{Account: account.Code, Address: c.RealIP(), Agent: agent})
	if err != nil {
		return err
	}
	s.setCookie(c, sessionCookie, token, "/", 0)
	return nil
}

// setCookie lays a cookie that no script reads into the browser; an age of 0 lasts until
// the browser is closed, below that it is taken away.
func (s *Server) setCookie(c echo.Context, name, value, path string, age int) {
	c.SetCookie(&http.Cookie{Name: name, Value: value, Path: path, MaxAge: age, HttpOnly: true, Secure: s.arrivedByTLS(c.Request()), SameSite: http.SameSiteLaxMode})
}
