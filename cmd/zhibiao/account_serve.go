package main

import (
	"context"
	"net"
	"net/netip"
	"slices"

	"zhibiao/dashboard"
	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

// oidcFlags name the identity provider of the house.
type oidcFlags struct {
	Issuer       string `name:"oidc-issuer" env:"ZHIBIAO_OIDC_ISSUER" help:"address of the OpenID Connect provider of the house; default: none"`
	ClientID     string `name:"oidc-client-id" env:"ZHIBIAO_OIDC_CLIENT_ID" help:"what this program is called at the provider"`
	ClientSecret string `name:"oidc-client-secret" env:"ZHIBIAO_OIDC_CLIENT_SECRET" help:"its secret there"`
	Link         string `name:"oidc-link" env:"ZHIBIAO_OIDC_LINK" enum:",username" default:"" help:"username: link an identity with the account of the same name at its first sign-in; default: an administrator links"`
}

// provider returns the identity provider that the flags name, or nil.
func (f oidcFlags) provider(publicURL string) (*dashboard.IdentityProvider, error) {
	if f.Issuer == "" {
		return nil, nil //nolint:nilnil // there is none
	}
	if f.ClientID == "" {
		return nil, metrics.NewProblem("cli.account.no_client")
	}
	return &dashboard.IdentityProvider{Issuer: f.Issuer, ClientID: f.ClientID, ClientSecret: f.ClientSecret, LinkByName: f.Link == "username", PublicURL: publicURL}, nil
}

// people lets people sign in: the first administrator is made where there is none, and
// the demonstration accounts where only the reader of this machine can reach them.
func (c serveCommand) people(i *invocation, r *rooms, proxies []netip.Prefix) (func(*dashboard.Dependencies), error) {
	provider, err := c.OIDC.provider(i.line.PublicURL)
	if err != nil {
		return nil, err
	}
	demonstration := c.Demo && isLoopback(c.Address) && len(proxies) == 0
	if demonstration {
		if err := r.addDemonstrationAccounts(i.ctx); err != nil {
			return nil, err
		}
	} else if err := r.addFirstAdministrator(i); err != nil {
		return nil, err
	}
	return func(d *dashboard.Dependencies) {
		d.TrustedProxies, d.Accounts, d.Audit = proxies, r.store, r.store
		d.SignIn = dashboard.SignIn{Demonstration: demonstration, Provider: provider}
	}, nil
}

// isLoopback tells whether an address to serve on is reached from this machine only.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	parsed, err := netip.ParseAddr(host)
	return err == nil && parsed.IsLoopback()
}

// firstAdministrator is the account that a new database starts with.
const firstAdministrator = "admin"

// addFirstAdministrator makes an account with all roles when there is none but those for
// demonstrations, and prints its one-time password, this once.
func (r *rooms) addFirstAdministrator(i *invocation) error {
	accounts, err := r.store.Accounts(i.ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(accounts, func(account metrics.Account) bool { return !account.Demonstration }) {
		return nil
	}
	password, err := r.keepAccount(i.ctx, metrics.Account{Code: firstAdministrator, NameZh: "系统管理员", NameEn: "Administrator",
		Roles: metrics.Roles(), SavedBy: "start"}, true)
	if err != nil {
		return err
	}
	i.terminal.say("cli.account.first", "account", firstAdministrator, "password", password)
	return nil
}

// keepAccount saves an account, with a new one-time password when asked for.
func (r *rooms) keepAccount(ctx context.Context, account metrics.Account, withPassword bool) (password string, err error) {
	if withPassword {
		passwords, err := auth.NewPasswords()
		if err != nil {
			return "", err
		}
		password = auth.OneTimePassword()
		if account.PasswordHash, err = passwords.Hash(ctx, password); err != nil {
			return "", err
		}
		account.MustChange = true
	}
	_, err = r.store.SaveAccount(ctx, account)
	return password, err
}

// demonstrationAccounts are one for each role, and one with all.
func demonstrationAccounts() []metrics.Account {
	account := func(code, zh, en string, roles ...metrics.Role) metrics.Account {
		return metrics.Account{Code: "demo-" + code, NameZh: "演示·" + zh, NameEn: "Demo " + en, Roles: roles, Demonstration: true, SavedBy: "start"}
	}
	return []metrics.Account{
		account("leader", "领导", "leader", metrics.RoleLeader),
		account("planner", "规划", "planner", metrics.RolePlanner),
		account("statistician", "统计", "statistician", metrics.RoleStatistician),
		account("reviewer", "审核", "reviewer", metrics.RoleReviewer),
		account("administrator", "管理员", "administrator", metrics.RoleAdministrator),
		account("all", "全部角色", "all roles", metrics.Roles()...),
	}
}

// addDemonstrationAccounts makes those that are not there as they should be.
func (r *rooms) addDemonstrationAccounts(ctx context.Context) error {
	for _, account := range demonstrationAccounts() {
		known, err := r.store.Account(ctx, account.Code)
		if err != nil {
			return err
		}
		if known != nil && known.Demonstration && known.Active() {
			continue
		}
		if _, err := r.store.SaveAccount(ctx, account); err != nil {
			return err
		}
	}
	return nil
}
