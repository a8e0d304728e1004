package dashboard

import (
	"context"
	"net/http"

	"zhibiao/metrics"
	"zhibiao/schedules/notices"
)

// Forms keeps fill-in forms and what came back. The warehouse implements it.
type Forms interface {
	// Forms returns the newest version of every form, by code.
	Forms(ctx context.Context) ([]metrics.Form, error)
	// Form returns the newest version of a form, or nil when there is none.
	Form(ctx context.Context, code string) (*metrics.Form, error)
	// FormVersions returns how a form came to be what it is, newest first.
	FormVersions(ctx context.Context, code string) ([]metrics.Form, error)
	// SaveForm keeps a new version of a form and returns it with the moment.
	SaveForm(ctx context.Context, form metrics.Form) (metrics.Form, error)
	// FormAnswers returns every answer to a form, to all when the code is empty, the latest first.
	FormAnswers(ctx context.Context, form string) ([]metrics.FormAnswer, error)
}

// Reminders tells organisations what is asked of them. *notices.Dispatcher implements it.
type Reminders interface {
	Tell(ctx context.Context, notices ...notices.Notice) error
}

const formsPath = "/forms"

// formRoutes lists the pages of fill-in forms. Without a store for them they are left out.
func (s *Server) formRoutes() []route {
	if s.dependencies.Forms == nil {
		return nil
	}
	routes := []route{
		{method: http.MethodGet, path: formsPath, right: mayLook, handler: s.showFormList},
		{method: http.MethodPost, path: formsPath, right: mayDesign, handler: s.createForm},
		{method: http.MethodGet, path: formsPath + "/new", right: mayDesign, handler: s.showNewForm},
		{method: http.MethodGet, path: formsPath + "/:code", right: mayLook, handler: s.showForm},
		{method: http.MethodGet, path: formsPath + "/:code/edit", right: mayDesign, handler: s.withinFormScope(s.showFormEdit)},
		{method: http.MethodPost, path: formsPath + "/:code/edit", right: mayDesign, handler: s.withinFormScope(s.saveFormEdit)},
		{method: http.MethodPost, path: formsPath + "/:code/add", right: mayDesign, handler: s.withinFormScope(s.addToForm)},
		{method: http.MethodPost, path: formsPath + "/:code/undo", right: mayDesign, handler: s.withinFormScope(s.undoForm)},
		{method: http.MethodPost, path: formsPath + "/:code/issue", right: mayDesign, handler: s.withinFormScope(s.issueForm)},
		{method: http.MethodPost, path: formsPath + "/:code/take-back", right: mayDesign, handler: s.withinFormScope(s.takeFormBack)},
		{method: http.MethodGet, path: formsPath + "/:code/workbook" + workbookEnding, right: mayExport, handler: s.downloadForm, unhurried: true},
		{method: http.MethodGet, path: formsPath + "/:code/workbooks.zip", right: mayExport, handler: s.downloadForms, unhurried: true},
		{method: http.MethodPost, path: formsPath + "/:code/due", right: mayDesign, handler: s.withinFormScope(s.moveFormDue)},
		{method: http.MethodPost, path: formsPath + "/:code/close", right: mayDesign, handler: s.withinFormScope(s.closeForm)},
		{method: http.MethodPost, path: formsPath + "/:code/reopen", right: mayDesign, handler: s.withinFormScope(s.reopenForm)},
	}
	if s.dependencies.Reminders != nil {
		routes = append(routes, route{method: http.MethodPost, path: formsPath + "/:code/remind", right: mayDesign, handler: s.withinFormScope(s.remindForm)})
	}
	return routes
}
