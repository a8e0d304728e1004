package dashboard

import "net/http"

const searchPath = "/search"

func (s *Server) searchRoutes() []route {
	return []route{
		{method: http.MethodGet, path: searchPath, right: mayLook, handler: s.showSearch},
		{method: http.MethodGet, path: searchPath + "/suggestions", right: mayLook, handler: s.answerSuggestions},
	}
}
