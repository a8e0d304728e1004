package dashboard

import (
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// withinFormScope lets a change of a form through only when the account reaches every
// organisation that the form asks: whoever changes it, sends it out or reminds does so for
// all of them.
func (s *Server) withinFormScope(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if len(personOf(c).account.Organisations) == 0 {
			return next(c)
		}
		form, err := s.loadForm(c.Request().Context(), c.Param("code"))
		if err != nil {
			return err
		}
		if err := s.checkFormScope(c, form); err != nil {
			return err
		}
		return next(c)
	}
}

// checkFormScope refuses a form that asks organisations outside the scope of the caller, and
// keeps that it was tried.
func (s *Server) checkFormScope(c echo.Context, form *metrics.Form) error {
	problem, err := s.outsideFormScope(c, form)
	if err != nil || problem == nil {
		return err
	}
	s.auditAs(c, personOf(c).account.Code, metrics.AuditRefused, "denied", c.Request().Method+" "+c.Request().URL.Path, "problem", problem.Key)
	return &statusProblem{http.StatusForbidden, problem}
}

// outsideFormScope names the organisations of a form that the caller's account does not
// reach; nil when it reaches all.
func (s *Server) outsideFormScope(c echo.Context, form *metrics.Form) (*metrics.Problem, error) {
	account := personOf(c).account
	others := slices.DeleteFunc(form.Organisations(), func(code string) bool { return account.CoversOrganisation(code) })
	if len(others) == 0 {
		return nil, nil //nolint:nilnil // there is nothing to refuse
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return nil, err
	}
	problem := metrics.NewProblem("scope.form.others")
	for _, words := range s.eachLanguage() {
		problem.Arguments["organisations_"+string(words.language)] = words.organisationNames(catalogue, others[:min(len(others), 5)])
	}
	problem.Arguments["organisations"] = problem.Arguments["organisations_zh"]
	return problem, nil
}

// onlyReached keeps the organisations that an account reaches.
func onlyReached(account metrics.Account, organisations []*metrics.Organisation) []*metrics.Organisation {
	return slices.DeleteFunc(slices.Clone(organisations), func(organisation *metrics.Organisation) bool { return !account.CoversOrganisation(organisation.Code) })
}

// May leaves out of the page what the reader's account does not reach.
func (p FormPage) May(asked string) bool {
	reaches := !slices.ContainsFunc(p.Form.Organisations(), func(code string) bool { return !p.person.account.CoversOrganisation(code) })
	return p.Frame.May(asked) && (reaches || asked != string(mayDesign))
}
