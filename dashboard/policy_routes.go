package dashboard

import "net/http"

// policyRoutes lists the addresses of the rules of assessment.
func (s *Server) policyRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/policy", handler: s.showPolicy},
		{method: http.MethodPost, path: "/policy", handler: s.savePolicy},
		{method: http.MethodPost, path: "/policy/preview", handler: s.previewPolicy},
		{method: http.MethodPost, path: "/policy/restore", handler: s.restorePolicy},
		{method: http.MethodGet, path: "/policy/check", handler: s.answerPolicyCheck},
		{method: http.MethodGet, path: "/api/v1/policies", handler: s.answerPolicies},
	}
}
