package dashboard

import "net/http"

// The addresses of signing in, of one's own account, of all accounts and of the audit.
const (
	signInPath   = "/sign-in"
	signOutPath  = "/sign-out"
	ownPath      = "/account"
	passwordPath = "/account/password"
	accountsPath = "/accounts"
	auditPath    = "/audit"
)

// accountRoutes lists the pages of people; without accounts there are none.
func (s *Server) accountRoutes() []route {
	var routes []route
	if s.dependencies.Accounts != nil {
		routes = []route{
			{method: http.MethodGet, path: signInPath, right: open, handler: s.showSignIn},
			{method: http.MethodPost, path: signInPath, right: open, handler: s.signIn},
			{method: http.MethodPost, path: signOutPath, right: maySignOut, handler: s.signOut},
			{method: http.MethodGet, path: ownPath, right: maySignOut, handler: s.showOwnAccount},
			{method: http.MethodPost, path: ownPath + "/sessions/end", right: maySignOut, handler: s.endOtherSessions},
			{method: http.MethodGet, path: passwordPath, right: maySignOut, handler: s.showPasswordForm},
			{method: http.MethodPost, path: passwordPath, right: maySignOut, handler: s.changePassword},
			{method: http.MethodGet, path: accountsPath, right: mayAdminister, handler: s.showAccountList},
			{method: http.MethodPost, path: accountsPath, right: mayAdminister, handler: s.createAccount},
			{method: http.MethodGet, path: accountsPath + "/new", right: mayAdminister, handler: s.showNewAccount},
			{method: http.MethodGet, path: accountsPath + "/:code", right: mayAdminister, handler: s.showAccount},
			{method: http.MethodPost, path: accountsPath + "/:code", right: mayAdminister, handler: s.saveAccount},
			{method: http.MethodPost, path: accountsPath + "/:code/reset", right: mayAdminister, handler: s.resetPassword},
			{method: http.MethodPost, path: accountsPath + "/:code/disable", right: mayAdminister, handler: s.disableAccount},
			{method: http.MethodPost, path: accountsPath + "/:code/enable", right: mayAdminister, handler: s.enableAccount},
		}
		if s.dependencies.SignIn.Demonstration {
			routes = append(routes, route{method: http.MethodPost, path: signInPath + "/demonstration", right: open, handler: s.signInForDemonstration})
		}
		if s.dependencies.SignIn.Provider != nil {
			routes = append(routes,
				route{method: http.MethodPost, path: signInPath + "/provider", right: open, handler: s.askProvider},
				route{method: http.MethodGet, path: providerAnswerPath, right: open, handler: s.hearProvider})
		}
	}
	if s.dependencies.Audit != nil {
		routes = append(routes,
			route{method: http.MethodGet, path: auditPath, right: mayAdminister, handler: s.showAudit},
			route{method: http.MethodGet, path: auditPath + ".csv", right: mayAdminister, handler: s.downloadAuditText, unhurried: true})
	}
	return routes
}
