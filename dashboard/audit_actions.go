package dashboard

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// auditedRoutes names the action of routes whose handlers need not say more than that it
// was done, and to what: the parameter of the path. An empty action is no change.
func auditedRoutes() map[string]string {
	return map[string]string{
		"POST /runs/:id/approve":                  "run.approve",
		"POST /runs/:id/return":                   "run.return",
		"POST /runs/:id/withdraw":                 "run.withdraw",
		"POST /runs/:id/comment":                  "run.comment",
		"POST /imports":                           "upload.receive",
		"POST /imports/:id/check":                 "upload.check",
		"POST /imports/:id/import":                "upload.import",
		"POST /schedules":                         "schedule.create",
		"POST /schedules/:name":                   "schedule.save",
		"POST /schedules/:name/run":               "schedule.run",
		"POST /schedules/:name/stop":              "schedule.stop",
		"POST /schedules/:name/pause":             "schedule.pause",
		"POST /schedules/:name/resume":            "schedule.resume",
		"POST /reports/:number/check":             "",
		"POST /policy":                            "policy.save",
		"POST /policy/preview":                    "",
		"POST /policy/restore":                    "policy.restore",
		"POST /policy/targets/:code":              "policy.target",
		"POST /policy/targets/:code/preview":      "",
		"POST /checks/:code":                      "check.save",
		"POST /checks/:code/try":                  "",
		"POST /checks/:code/switch":               "check.switch",
		"POST /feeds":                             "feed.create",
		"POST /feeds/:code":                       "feed.save",
		"POST /feeds/:code/preview":               "",
		"POST /feeds/:code/fetch":                 "feed.fetch",
		"POST /feeds/:code/restore":               "feed.restore",
		"POST /feeds/:code/stop":                  "feed.stop",
		"POST /runs/:id/stop":                     "run.stop",
		"POST /imports/:id/stop":                  "upload.stop",
		"POST /feeds/import":                      "", // a check; the handler says when it saves
		"POST /feeds/secrets":                     "",
		"POST " + pushPath:                        "feed.push",
		"POST /runs/:id/pull-back":                "run.pull_back",
		"POST " + locksPath:                       "lock.set",
		"POST " + locksPath + "/:code/lift":       "lock.lift",
		"POST " + namesPath:                       "name.choose",
		"POST " + conflictsPath + "/:code":        "conflict.decide",
		"POST " + namesPath + "/remove":           "name.remove",
		"POST /tasks/:code":                       "task.reported",
		"POST /tasks/:code/take-back":             "task.taken_back",
		"POST /projects/:code":                    "task.project_reported",
		"POST /projects/:code/take-back":          "task.project_taken_back",
		"POST " + templatesPath:                   "template.save",
		"POST " + templatesPath + "/:code/remove": "template.remove",
		// The handlers of tokens and forms say themselves what they have done.
		"POST /account/tokens":                   "",
		"POST /account/tokens/:id/revoke":        "",
		"POST /account/tokens/:id/restore":       "",
		"POST /accounts/tokens/:id/revoke":       "",
		"POST /accounts/tokens/:id/restore":      "",
		"POST " + formsPath:                      "",
		"POST " + formsPath + "/:code/edit":      "",
		"POST " + formsPath + "/:code/add":       "",
		"POST " + formsPath + "/:code/undo":      "",
		"POST " + formsPath + "/:code/issue":     "",
		"POST " + formsPath + "/:code/take-back": "",
		"POST " + formsPath + "/:code/due":       "",
		"POST " + formsPath + "/:code/close":     "",
		"POST " + formsPath + "/:code/reopen":    "",
		"POST " + formsPath + "/:code/remind":    "",
		"POST /notices/recipients":               "recipient.create",
		"POST /notices/recipients/:name":         "recipient.save",
		"POST /notices/recipients/:name/try":     "recipient.try",
		"POST /notices/recipients/:name/remove":  "recipient.remove",
		"POST /notices/recipients/:name/restore": "recipient.restore",
	}
}

// auditChange keeps that a form was handled, unless its handler has said so itself. A
// route that nobody has thought of is kept as a change of its path.
func (s *Server) auditChange(c echo.Context, to route, err error) {
	if to.method == http.MethodGet || c.Get(auditedKey) != nil || err == nil && c.Response().Status >= http.StatusBadRequest {
		return // a form that is shown again with what is wrong has changed nothing
	}
	action, known := s.audited[to.method+" "+to.path]
	if known && action == "" {
		return
	}
	subject := c.Request().URL.Path
	if !known {
		action = "change"
	} else if names := c.ParamNames(); len(names) > 0 {
		subject = c.Param(names[0])
	} else if location := c.Response().Header().Get(echo.HeaderLocation); location != "" {
		subject = localPath(location)
	}
	var pairs []string
	if comment := c.FormValue("comment"); comment != "" {
		pairs = append(pairs, "comment", shortened(comment))
	}
	outcome := metrics.AuditDone
	if err != nil {
		outcome = metrics.AuditFailed
		if problem := metrics.AsProblem(err); problem != nil {
			pairs = append(pairs, "problem", problem.Key)
		}
	}
	s.auditAs(c, actorOf(c), outcome, action, subject, pairs...)
}

// shortened keeps of a text what a line of the audit needs.
func shortened(text string) string {
	characters := []rune(text)
	if len(characters) > 200 {
		return string(characters[:200]) + "…"
	}
	return text
}

// rowsKey is where the number of rows of an export lies in the context of a request.
const rowsKey = "rows"

// auditDownload keeps that a file has left: which, with which filters, how many rows where
// that is known, and under which number.
func (s *Server) auditDownload(c echo.Context) {
	header := c.Response().Header()
	if c.Request().Method != http.MethodGet || c.Get(auditedKey) != nil || !strings.HasPrefix(header.Get(echo.HeaderContentDisposition), "attachment") {
		return
	}
	var pairs []string
	if query := c.Request().URL.RawQuery; query != "" {
		pairs = append(pairs, "filters", shortened(query))
	}
	if rows, known := c.Get(rowsKey).(int); known {
		pairs = append(pairs, "rows", strconv.Itoa(rows))
	}
	if number := header.Get(reportHeader); number != "" {
		pairs = append(pairs, "report", number)
	}
	s.audit(c, "export", c.Request().URL.Path, pairs...)
}
