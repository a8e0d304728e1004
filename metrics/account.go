package metrics

import (
	"slices"
	"time"
)

// Role is what a person is trusted with. A person may have several.
type Role string

// The roles.
const (
	RoleLeader        Role = "leader"        // 领导: looks, compares, prints
	RolePlanner       Role = "planner"       // 规划: exports, designs reports and forms, reports on tasks
	RoleStatistician  Role = "statistician"  // 统计: feeds, imports, schedules
	RoleReviewer      Role = "reviewer"      // 审核: approves, returns, withdraws, decides on rules
	RoleAdministrator Role = "administrator" // 管理员: accounts, rights, audit, settings
)

// Roles lists all roles in the order in which pages show them.
func Roles() []Role {
	return []Role{RoleLeader, RolePlanner, RoleStatistician, RoleReviewer, RoleAdministrator}
}

// Account is a person who signs in. The secret stands only as its argon2id hash, or not
// at all when an identity provider vouches for the person.
type Account struct {
	Code         string `json:"code"` // what the person types to sign in; never changes
	NameZh       string `json:"name_zh"`
	NameEn       string `json:"name_en,omitempty"`
	Organisation string `json:"organisation,omitempty"` // code of the unit that the person belongs to
	Roles        []Role `json:"roles"`
	// Areas and Organisations are the scope: the person submits values of these areas,
	// reports on and exports what these organisations answer for. Empty: all.
	Areas         []string `json:"areas,omitempty"`
	Organisations []string `json:"organisations,omitempty"`
	PasswordHash  string   `json:"password_hash,omitempty"`
	// MustChange is true until the person has chosen a password of their own.
	MustChange bool `json:"must_change,omitempty"`
	// Subject is the identity at the provider of the house, as “issuer subject”.
	Subject  string `json:"subject,omitempty"`
	Disabled bool   `json:"disabled,omitempty"`
	// Demonstration marks an account that anybody may try on a machine of their own; it
	// has no password.
	Demonstration bool      `json:"demonstration,omitempty"`
	SavedBy       string    `json:"saved_by"`
	SavedAt       time.Time `json:"saved_at"`
}

// Has tells whether the person has a role.
func (a Account) Has(role Role) bool { return slices.Contains(a.Roles, role) }

// CoversArea tells whether the person may submit values of an area.
func (a Account) CoversArea(code string) bool {
	return len(a.Areas) == 0 || slices.Contains(a.Areas, code)
}

// CoversOrganisation tells whether the person may report and export for at least one of
// the organisations that answer for a thing. A thing that nobody answers for is covered
// only without a scope.
func (a Account) CoversOrganisation(codes ...string) bool {
	return len(a.Organisations) == 0 || slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(a.Organisations, code) })
}

// Active tells whether the person can sign in.
func (a Account) Active() bool { return !a.Disabled && len(a.Roles) > 0 }

// CoversAreas tells whether the person may act for every one of the areas.
func (a Account) CoversAreas(codes ...string) bool {
	return !slices.ContainsFunc(codes, func(code string) bool { return !a.CoversArea(code) })
}
