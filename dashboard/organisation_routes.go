package dashboard

import (
	"net/http"
)

// organisationsPath is the address of the pages of organisations.
const organisationsPath = "/organisations"

// organisationRoutes lists the pages of organisations, none without a store of reports.
// The workbook of an organisation shares its pattern with its page, see exportRoutes.
func (s *Server) organisationRoutes() []route {
	if s.dependencies.Reporting == nil {
		return nil
	}
	return []route{
		{method: http.MethodGet, path: organisationsPath, right: mayLook, handler: s.showOrganisationList},
		{method: http.MethodGet, path: organisationsPath + "/:code", right: mayLook, handler: s.showOrganisation},
		{method: http.MethodGet, path: "/api/v1/organisations", right: mayLook, handler: s.answerOrganisationList},
	}
}
