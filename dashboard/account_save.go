package dashboard

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

// longestAccountName is how many characters a name may have.
const longestAccountName = 60

// readAccount puts what was filled in over an account.
func readAccount(c echo.Context, account metrics.Account) metrics.Account {
	text := func(name string) string { return strings.TrimSpace(strings.ToValidUTF8(c.FormValue(name), "")) }
	account.NameZh, account.NameEn, account.Organisation = text("name_zh"), text("name_en"), text("organisation")
	form := c.Request().PostForm
	account.Roles, account.Areas, account.Organisations = nil, slices.Clone(form["areas"]), nil
	for _, role := range metrics.Roles() {
		if slices.Contains(form["roles"], string(role)) {
			account.Roles = append(account.Roles, role)
		}
	}
	for _, code := range form["organisations"] {
		if code != "" {
			account.Organisations = append(account.Organisations, code)
		}
	}
	account.SavedBy = actorOf(c)
	return account
}

// checkAccount returns what is wrong with an account, by field.
func checkAccount(catalogue *metrics.Catalogue, account metrics.Account) map[string]*metrics.Problem {
	problems := map[string]*metrics.Problem{}
	if length := utf8.RuneCountInString(account.NameZh); length == 0 || length > longestAccountName {
		problems["name_zh"] = metrics.NewProblem("account.name_wrong")
	}
	if utf8.RuneCountInString(account.NameEn) > longestAccountName {
		problems["name_en"] = metrics.NewProblem("account.name_wrong")
	}
	if len(account.Roles) == 0 {
		problems["roles"] = metrics.NewProblem("account.no_role")
	}
	if account.Organisation != "" && catalogue.Organisation(account.Organisation) == nil {
		problems["organisation"] = metrics.NewProblem("account.organisation_unknown", "value", account.Organisation)
	}
	for _, code := range account.Areas {
		if catalogue.Area(code) == nil {
			problems["areas"] = metrics.NewProblem("account.area_unknown", "value", code)
		}
	}
	for _, code := range account.Organisations {
		if catalogue.Organisation(code) == nil {
			problems["organisations"] = metrics.NewProblem("account.organisation_unknown", "value", code)
		}
	}
	return problems
}

// createAccount adds an account and shows its one-time password, this once.
func (s *Server) createAccount(c echo.Context) error {
	ctx := c.Request().Context()
	form := accountForm{isNew: true, withPassword: c.FormValue("with_password") == "1"}
	if s.dependencies.SignIn.Provider == nil {
		form.withPassword = true
	}
	form.account = readAccount(c, metrics.Account{Code: accountCode(c.FormValue("code"))})
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	form.problems = checkAccount(catalogue, form.account)
	if !AccountCodeForm().MatchString(form.account.Code) || form.account.Code == "new" || form.account.Code == "tokens" {
		form.problems["code"] = metrics.NewProblem("account.code_wrong")
	} else if before, err := s.dependencies.Accounts.Account(ctx, form.account.Code); err != nil {
		return fmt.Errorf("load account: %w", err)
	} else if before != nil {
		form.problems["code"] = metrics.NewProblem("account.code_taken", "code", form.account.Code)
	}
	if err := s.readSubject(c, &form); err != nil {
		return err
	}
	if len(form.problems) > 0 {
		return s.renderAccount(c, http.StatusUnprocessableEntity, form)
	}
	if form.withPassword {
		form.oneTime = auth.OneTimePassword()
		if form.account.PasswordHash, err = s.gate.passwords.Hash(ctx, form.oneTime); err != nil {
			return err
		}
		form.account.MustChange = true
	}
	if form.account, err = s.gate.save(ctx, form.account); err != nil {
		return err
	}
	s.audit(c, "account.create", form.account.Code, accountPairs(form.account)...)
	if form.oneTime == "" {
		return c.Redirect(http.StatusSeeOther, accountsPath+"/"+form.account.Code+"?done=saved")
	}
	form.isNew = false
	return s.renderAccount(c, http.StatusOK, form)
}

// saveAccount changes name, roles and scope. Sessions that are open have the new rights
// at once.
func (s *Server) saveAccount(c echo.Context) error {
	ctx := c.Request().Context()
	before, err := s.findAccount(c, c.Param("code"))
	if err != nil {
		return err
	}
	form := accountForm{account: readAccount(c, *before)}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	form.problems = checkAccount(catalogue, form.account)
	if !form.account.Has(metrics.RoleAdministrator) {
		last, err := s.lastAdministrator(c, before.Code)
		if err != nil {
			return err
		}
		if last {
			form.problems["roles"] = metrics.NewProblem("account.last_administrator")
		}
	}
	if err := s.readSubject(c, &form); err != nil {
		return err
	}
	if len(form.problems) > 0 {
		return s.renderAccount(c, http.StatusUnprocessableEntity, form)
	}
	if len(accountChanges(*before, form.account)) > 0 {
		if _, err := s.gate.save(ctx, form.account); err != nil {
			return err
		}
		s.audit(c, "account.save", before.Code, append(accountPairs(form.account), "before", rolesText(before.Roles))...)
	}
	return c.Redirect(http.StatusSeeOther, accountsPath+"/"+before.Code+"?done=saved")
}

// AccountCodeForm is what people may be called to sign in.
func AccountCodeForm() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,31}$`) }

// accountPairs says in the audit what an account may do.
func accountPairs(account metrics.Account) []string {
	pairs := []string{"roles", rolesText(account.Roles)}
	if len(account.Areas) > 0 {
		pairs = append(pairs, "areas", strings.Join(account.Areas, " "))
	}
	if len(account.Organisations) > 0 {
		pairs = append(pairs, "organisations", strings.Join(account.Organisations, " "))
	}
	return pairs
}

func rolesText(roles []metrics.Role) string {
	texts := make([]string, len(roles))
	for i, role := range roles {
		texts[i] = string(role)
	}
	return strings.Join(texts, " ")
}
