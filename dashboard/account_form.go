package dashboard

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// AccountPage adds or changes an account and shows how it came to be what it is.
type AccountPage struct {
	Frame
	New           bool
	Input         metrics.Account // as it was filled in, right or wrong; without its secret
	WithPassword  bool            // of a new account: it gets a one-time password
	HasPassword   bool
	Subject       string // identity at the provider, without the issuer
	Provider      bool
	Self          bool
	Problems      map[string]*metrics.Problem // by field
	Roles         []metrics.Role
	Areas         []*metrics.Area
	Organisations []*metrics.Organisation // one of which is the account's own
	Answers       Checklist               // the organisations of the scope
	Versions      []AccountVersion
	// OneTime is a password that is shown this once and kept nowhere.
	OneTime string
}

// AccountVersion is one version of an account, with what it changed.
type AccountVersion struct {
	Account metrics.Account
	Changes []string // keys account.change.…
}

// Chosen tells whether the account has a role.
func (p AccountPage) Chosen(role metrics.Role) bool { return p.Input.Has(role) }

// InAreas tells whether an area is in the scope.
func (p AccountPage) InAreas(code string) bool { return slices.Contains(p.Input.Areas, code) }

func (s *Server) showNewAccount(c echo.Context) error {
	return s.renderAccount(c, http.StatusOK, accountForm{account: metrics.Account{Roles: []metrics.Role{metrics.RoleLeader}}, withPassword: true, isNew: true})
}

func (s *Server) showAccount(c echo.Context) error {
	account, err := s.findAccount(c, c.Param("code"))
	if err != nil {
		return err
	}
	return s.renderAccount(c, http.StatusOK, accountForm{account: *account})
}

// accountForm is what the page of an account is made of.
type accountForm struct {
	account      metrics.Account
	isNew        bool
	withPassword bool
	problems     map[string]*metrics.Problem
	oneTime      string
}

func (s *Server) renderAccount(c echo.Context, status int, form accountForm) error {
	ctx := c.Request().Context()
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	page := AccountPage{Frame: s.plainFrame(c, accountsPath), New: form.isNew, WithPassword: form.withPassword, Problems: form.problems,
		HasPassword: form.account.PasswordHash != "", Provider: s.dependencies.SignIn.Provider != nil, OneTime: form.oneTime,
		Self: form.account.Code == personOf(c).account.Code, Roles: metrics.Roles(), Organisations: accountOrganisations(catalogue)}
	page.Answers = organisationChecklist(catalogue, page.Organisations, form.account.Organisations)
	for i := range catalogue.Areas {
		if area := &catalogue.Areas[i]; area.Level == "banner" || area.Code == metrics.CityArea {
			page.Areas = append(page.Areas, area)
		}
	}
	page.Subject = subjectOf(form.account.Subject)
	page.Title = s.texts.Text(page.Language, "account.new")
	if !form.isNew {
		page.Title = s.wording(page.Language).name(form.account)
		versions, err := s.dependencies.Accounts.AccountVersions(ctx, form.account.Code)
		if err != nil {
			return fmt.Errorf("load versions of account: %w", err)
		}
		page.Versions = accountVersions(versions)
	}
	page.Notice = noticeOf(c, "account.done.", "saved")
	page.Input = form.account
	page.Input.PasswordHash = ""
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.render(c, status, "account", page)
}

// accountOrganisations lists the organisations that a person may belong to or answer for.
func accountOrganisations(catalogue *metrics.Catalogue) []*metrics.Organisation {
	list := make([]*metrics.Organisation, 0, len(catalogue.Organisations))
	for i := range catalogue.Organisations {
		list = append(list, &catalogue.Organisations[i])
	}
	return list
}

// accountVersions says of each version what it changed against the one before.
func accountVersions(versions []metrics.Account) []AccountVersion {
	lines := make([]AccountVersion, 0, len(versions))
	for i, version := range versions {
		line := AccountVersion{}
		if i+1 == len(versions) {
			line.Changes = []string{"account.change.made"}
		} else {
			line.Changes = accountChanges(versions[i+1], version)
		}
		version.PasswordHash = ""
		line.Account = version
		lines = append(lines, line)
	}
	return lines
}

// accountChanges lists the keys of what differs between two versions.
func accountChanges(before, after metrics.Account) []string {
	var changes []string
	note := func(changed bool, key string) {
		if changed {
			changes = append(changes, "account.change."+key)
		}
	}
	note(!slices.Equal(before.Roles, after.Roles), "roles")
	note(!slices.Equal(before.Areas, after.Areas) || !slices.Equal(before.Organisations, after.Organisations), "scope")
	note(before.NameZh != after.NameZh || before.NameEn != after.NameEn || before.Organisation != after.Organisation, "name")
	note(!before.Disabled && after.Disabled, "disabled")
	note(before.Disabled && !after.Disabled, "enabled")
	note(before.PasswordHash != after.PasswordHash, "password")
	note(before.Subject != after.Subject, "subject")
	return changes
}
