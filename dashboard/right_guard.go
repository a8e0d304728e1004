package dashboard

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/assets"
	"zhibiao/metrics"
)

// identify finds out who calls. It runs before everything that asks for a right.
func (s *Server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if s.gate == nil || strings.HasPrefix(c.Path(), assets.Prefix) || isForPrograms(c.Path()) {
			return next(c)
		}
		if key, brought := bearerOf(c.Request()); brought && s.bearers != nil && strings.HasPrefix(c.Path(), programsPrefix) {
			if err := s.identifyBearer(c, key); err != nil {
				return err
			}
			return next(c)
		}
		caller := person{}
		if cookie, err := c.Cookie(sessionCookie); err == nil && cookie.Value != "" {
			if caller, err = s.gate.enter(c.Request().Context(), cookie.Value); err != nil {
				c.Set(personKey, person{})
				return err
			}
		}
		c.Set(personKey, caller)
		return next(c)
	}
}

// guard lets a request through to its route only with the right that the route names.
func (s *Server) guard(to route) echo.HandlerFunc {
	return func(c echo.Context) error {
		if s.gate == nil || to.right == open {
			return to.handler(c)
		}
		caller := personOf(c)
		switch {
		case !caller.signedIn():
			return s.askToSignIn(c)
		case !caller.may(to.right):
			s.auditAs(c, caller.account.Code, metrics.AuditRefused, "denied", c.Request().Method+" "+c.Request().URL.Path, "right", string(to.right))
			if !caller.carries(to.right) {
				return s.withoutRight(c, to.right)
			}
			return s.missing(c, to.right)
		case mustChange(caller) && to.path != passwordPath && to.path != signOutPath:
			if wantsJSON(c.Request()) {
				return &statusProblem{http.StatusForbidden, metrics.NewProblem("sign_in.must_change")}
			}
			return c.Redirect(http.StatusSeeOther, passwordPath+nextQuery(c.Request()))
		}
		if to.method != http.MethodGet && strings.HasPrefix(to.path, feedsPath) && len(caller.account.Areas) > 0 {
			// A feed loads the values of all areas, whoever keeps it or fetches its file.
			s.auditAs(c, caller.account.Code, metrics.AuditRefused, "denied", to.method+" "+c.Request().URL.Path, "right", string(to.right))
			return &statusProblem{http.StatusForbidden, metrics.NewProblem("feeds.all_areas")}
		}
		if to.right == mayReview && strings.HasPrefix(to.path, "/runs/:id/") {
			if err := s.checkRunScope(c, c.Param("id")); err != nil {
				return err
			}
		}
		err := to.handler(c)
		s.auditChange(c, to, err)
		if err == nil {
			s.auditDownload(c)
		}
		return err
	}
}

// mustChange tells whether a person has come in with a password that somebody else knows.
func mustChange(caller person) bool {
	return caller.account.MustChange
}

// askToSignIn leads a reader to the sign-in page and back to where they wanted to go; a
// program is told that it must sign in.
func (s *Server) askToSignIn(c echo.Context) error {
	if wantsJSON(c.Request()) {
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
		return &statusProblem{http.StatusUnauthorized, metrics.NewProblem("sign_in.needed")}
	}
	return c.Redirect(http.StatusSeeOther, signInPath+nextQuery(c.Request()))
}

// missing says which right is missing, who has it, and whom to ask.
func (s *Server) missing(c echo.Context, asked right) error {
	var roles []metrics.Role
	for _, role := range metrics.Roles() {
		if grants([]metrics.Role{role}, asked) {
			roles = append(roles, role)
		}
	}
	problem := metrics.NewProblem("right.missing")
	for _, words := range s.eachLanguage() {
		var names, contacts []string
		for _, role := range roles {
			names = append(names, words.text("role."+string(role)))
		}
		accounts, err := s.dependencies.Accounts.Accounts(c.Request().Context())
		if err != nil {
			return err
		}
		for _, account := range accounts {
			if account.Active() && account.Has(metrics.RoleAdministrator) && len(contacts) < 3 {
				contacts = append(contacts, words.name(account))
			}
		}
		suffix := "_" + string(words.language)
		problem.Arguments["right"+suffix] = words.text("right." + string(asked))
		problem.Arguments["roles"+suffix] = words.join(names)
		problem.Arguments["contacts"+suffix] = words.join(contacts)
	}
	for _, name := range []string{"right", "roles", "contacts"} {
		problem.Arguments[name] = problem.Arguments[name+"_zh"]
	}
	return &statusProblem{http.StatusForbidden, problem}
}

// nextQuery names the page to come back to. What a form wanted to change is not done by
// coming back, so a form leads back to the page that it stood on.
func nextQuery(request *http.Request) string {
	next := request.URL.RequestURI()
	if request.Method != http.MethodGet && request.Method != http.MethodHead {
		next = ""
		if from, err := url.Parse(request.Referer()); err == nil && from.Host == request.Host {
			next = from.RequestURI()
		}
	}
	if next = localPath(next); next == "/" {
		return ""
	}
	return "?next=" + url.QueryEscape(next)
}

// localPath returns an address when it lies on this host and is no part of signing in,
// otherwise the first page.
func localPath(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "" || parsed.Host != "" || parsed.User != nil || !strings.HasPrefix(address, "/") ||
		strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") ||
		strings.HasPrefix(parsed.Path, signInPath) || strings.HasPrefix(parsed.Path, "//") || parsed.Path == signOutPath {
		return "/"
	}
	return parsed.RequestURI()
}
