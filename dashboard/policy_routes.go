package dashboard

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// policyRoutes lists the addresses of the rules of assessment.
func (s *Server) policyRoutes() []route {
	return []route{
		{method: http.MethodGet, path: policyPath, right: mayLook, handler: s.showPolicy},
		{method: http.MethodPost, path: policyPath, right: mayDecide, handler: s.savePolicy},
		{method: http.MethodPost, path: "/policy/preview", right: mayDecide, handler: s.previewPolicy},
		{method: http.MethodPost, path: "/policy/restore", right: mayDecide, handler: s.restorePolicy},
		{method: http.MethodGet, path: "/policy/targets/:code", right: mayLook, handler: s.showPolicyTarget},
		{method: http.MethodPost, path: "/policy/targets/:code", right: mayDecide, handler: s.saveTargetMethod},
		{method: http.MethodPost, path: "/policy/targets/:code/preview", right: mayDecide, handler: s.previewTargetMethod},
		{method: http.MethodGet, path: "/policy/preview", right: mayLook, handler: backToForm},
		{method: http.MethodGet, path: "/policy/targets/:code/preview", right: mayLook, handler: backToForm},
		{method: http.MethodGet, path: "/policy/check", right: mayDecide, handler: s.answerPolicyCheck},
		{method: http.MethodGet, path: "/api/v1/policies", right: mayLook, handler: s.answerPolicies},
	}
}

// backToForm leads who asks for a preview without a form, as a change of the language
// does, to the page of the form.
func backToForm(c echo.Context) error {
	link := url.URL{Path: strings.TrimSuffix(c.Request().URL.Path, "/preview"), RawQuery: c.Request().URL.RawQuery}
	return c.Redirect(http.StatusSeeOther, link.RequestURI())
}
