package dashboard

import "net/http"

const (
	ownTokensPath = ownPath + "/tokens"
	allTokensPath = accountsPath + "/tokens"
)

// tokenRoutes lists the pages of access tokens: one's own, and those of everybody.
func (s *Server) tokenRoutes() []route {
	if !s.hasTokens() {
		return nil
	}
	return []route{
		{method: http.MethodGet, path: ownTokensPath, right: maySignOut, handler: s.showOwnTokens},
		{method: http.MethodPost, path: ownTokensPath, right: maySignOut, handler: s.createToken},
		{method: http.MethodPost, path: ownTokensPath + "/:id/revoke", right: maySignOut, handler: s.revokeOwnToken},
		{method: http.MethodPost, path: ownTokensPath + "/:id/restore", right: maySignOut, handler: s.restoreOwnToken},
		{method: http.MethodGet, path: allTokensPath, right: mayAdminister, handler: s.showAllTokens},
		{method: http.MethodPost, path: allTokensPath + "/:id/revoke", right: mayAdminister, handler: s.revokeAnyToken},
		{method: http.MethodPost, path: allTokensPath + "/:id/restore", right: mayAdminister, handler: s.restoreAnyToken},
	}
}
