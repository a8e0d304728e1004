package dashboard

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// scopeKey is where the scope of a report that is made again lies in the context of a
// request.
const scopeKey = "export scope"

// exportScope returns the organisations to which the account of a reader binds what
// leaves the program: workbooks, tables and answers for programs. Pages show everything.
// It is the one place that decides this; Filters.Scope carries it to whoever loads
// indicators, tasks, projects or values.
func exportScope(c echo.Context) []string {
	if scope, set := c.Get(scopeKey).([]string); set {
		return scope
	}
	path := c.Request().URL.Path
	if strings.HasPrefix(path, "/api/") || strings.HasSuffix(path, workbookEnding) || strings.HasSuffix(path, ".csv") || strings.HasSuffix(path, ".zip") {
		return personOf(c).account.Organisations
	}
	return nil
}

// covers tells whether an item may leave with an export.
func (f Filters) covers(item Item) bool {
	return len(f.Scope) == 0 || slices.ContainsFunc(f.Scope, func(code string) bool { return item.involves(code, "") })
}

// coversWork tells whether a task or a project of these organisations may leave.
func (f Filters) coversWork(catalogue *metrics.Catalogue, organisations ...[]string) bool {
	return len(f.Scope) == 0 || slices.ContainsFunc(f.Scope, func(code string) bool {
		return catalogue.Concerns(slices.Concat(organisations...), code)
	})
}

// coversTarget tells whether a target may leave.
func (f Filters) coversTarget(target *metrics.Target) bool {
	return len(f.Scope) == 0 || inScopeOf(target, f.Scope...)
}

// coversIndicator tells whether values of an indicator may leave wherever no target
// stands beside them: when any of its targets may.
func (f Filters) coversIndicator(catalogue *metrics.Catalogue, code string) bool {
	return len(f.Scope) == 0 || slices.ContainsFunc(catalogue.TargetsOf(code), f.coversTarget)
}

// coversConflict tells whether a contradiction may leave: when any of the targets may that
// it is about.
func (f Filters) coversConflict(catalogue *metrics.Catalogue, conflict metrics.Conflict) bool {
	return len(f.Scope) == 0 || slices.ContainsFunc(conflict.Sides, func(side metrics.ConflictSide) bool {
		target := catalogue.Target(side.Target)
		return target != nil && f.coversTarget(target)
	})
}

// coveredConflicts lists those of the conflicts that may leave.
func (f Filters) coveredConflicts(catalogue *metrics.Catalogue, conflicts []metrics.Conflict) []metrics.Conflict {
	return slices.DeleteFunc(slices.Clone(conflicts), func(conflict metrics.Conflict) bool { return !f.coversConflict(catalogue, conflict) })
}

// coversOrganisation tells whether how an organisation stands may leave.
func (f Filters) coversOrganisation(code string) bool {
	return len(f.Scope) == 0 || slices.Contains(f.Scope, code)
}

// onlyCovered narrows codes of indicators, none meaning all, to those that may leave.
func (f Filters) onlyCovered(catalogue *metrics.Catalogue, codes []string) []string {
	if len(f.Scope) == 0 {
		return codes
	}
	if len(codes) == 0 {
		for i := range catalogue.Indicators {
			codes = append(codes, catalogue.Indicators[i].Code)
		}
	}
	codes = slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !f.coversIndicator(catalogue, code) })
	if len(codes) == 0 {
		return []string{""} // none, and not all
	}
	return codes
}

// checkIndicator refuses an answer about an indicator outside the scope.
func (f Filters) checkIndicator(item Item) error {
	if f.covers(item) {
		return nil
	}
	return outsideScope()
}

// outsideScope refuses what the account of a reader does not reach.
func outsideScope() error {
	return &statusProblem{http.StatusForbidden, metrics.NewProblem("scope.indicator")}
}

// mayFetch tells whether a reader may have the kept bytes of a report: one who is bound
// to organisations only what they issued themselves, or what is bound to some of the same
// organisations. What only some may see, such as the audit, only they may have.
func (s *Server) mayFetch(c echo.Context, report metrics.Report) bool {
	if source, _, err := s.sourceOf(report.Address); err == nil && !personOf(c).may(source.right) {
		return false
	}
	own := personOf(c).account.Organisations
	return len(own) == 0 || report.IssuedBy == actorOf(c) || len(report.Scope) > 0 &&
		!slices.ContainsFunc(report.Scope, func(code string) bool { return !slices.Contains(own, code) })
}

// scopeNote says in a workbook that it is bound to a scope, or is empty.
func (w wording) scopeNote(catalogue *metrics.Catalogue, scope []string) []string {
	if len(scope) == 0 {
		return nil
	}
	return []string{w.text("scope.only", "organisations", w.organisationNames(catalogue, scope))}
}

// organisationNames lists organisations by name, those that are gone by code.
func (w wording) organisationNames(catalogue *metrics.Catalogue, codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		if names[i] = w.name(catalogue.Organisation(code)); names[i] == "" {
			names[i] = code
		}
	}
	return w.join(names)
}

// ExportScoped tells whether exports of the reader are bound to organisations.
func (f Frame) ExportScoped() bool { return f.CanExport && len(f.person.account.Organisations) > 0 }
