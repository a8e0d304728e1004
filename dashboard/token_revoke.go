package dashboard

import (
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

func (s *Server) revokeOwnToken(c echo.Context) error  { return s.revokeToken(c, ownTokensPath) }
func (s *Server) revokeAnyToken(c echo.Context) error  { return s.revokeToken(c, allTokensPath) }
func (s *Server) restoreOwnToken(c echo.Context) error { return s.restoreToken(c, ownTokensPath) }
func (s *Server) restoreAnyToken(c echo.Context) error { return s.restoreToken(c, allTokensPath) }

// revokeToken makes a token worthless at once; the list then offers to restore it.
func (s *Server) revokeToken(c echo.Context, list string) error {
	token, err := s.findToken(c, list)
	if err != nil {
		return err
	}
	if token.RevokedAt == nil {
		now := s.dependencies.Now().UTC().Truncate(time.Microsecond)
		token.RevokedAt, token.RevokedBy, token.SavedBy = &now, actorOf(c), actorOf(c)
		if _, err := s.dependencies.Tokens.SaveToken(c.Request().Context(), *token); err != nil {
			return err
		}
		s.audit(c, "token.revoke", token.Name, "token", token.Code, "account", token.Account)
	}
	return c.Redirect(http.StatusSeeOther, list+"?revoked="+url.QueryEscape(token.Code))
}

// restoreToken takes a revocation back.
func (s *Server) restoreToken(c echo.Context, list string) error {
	token, err := s.findToken(c, list)
	if err != nil {
		return err
	}
	if token.RevokedAt != nil {
		if !mayRestore(*token, personOf(c)) {
			return &statusProblem{http.StatusForbidden, metrics.NewProblem("token.not_restored", "name", token.Name)}
		}
		token.RevokedAt, token.RevokedBy, token.SavedBy = nil, "", actorOf(c)
		if _, err := s.dependencies.Tokens.SaveToken(c.Request().Context(), *token); err != nil {
			return err
		}
		s.audit(c, "token.restore", token.Name, "token", token.Code, "account", token.Account)
	}
	return c.Redirect(http.StatusSeeOther, list)
}

// findToken returns the token that the address names; among one's own only one's own.
func (s *Server) findToken(c echo.Context, list string) (*metrics.Token, error) {
	tokens, err := s.tokensNewestFirst(c.Request().Context())
	if err != nil {
		return nil, err
	}
	for i := range tokens {
		if tokens[i].Code == c.Param("id") && (list == allTokensPath || tokens[i].Account == actorOf(c)) {
			return &tokens[i], nil
		}
	}
	return nil, notFound("token", c.Param("id"))
}
