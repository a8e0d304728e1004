package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

type accountCommand struct {
	List          accountListCommand    `cmd:"" help:"Print every account with its roles. 列出账号。"`
	Add           accountAddCommand     `cmd:"" help:"Make an account and print its one-time password. 新建账号。"`
	ResetPassword accountResetCommand   `cmd:"" name:"reset-password" help:"Give an account a one-time password and sign it out everywhere. 重置口令。"`
	Disable       accountDisableCommand `cmd:"" help:"Keep somebody out. 停用账号。"`
	Enable        accountEnableCommand  `cmd:"" help:"Let somebody in again. 启用账号。"`
}

type accountListCommand struct{}

// Run prints every account.
func (accountListCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		accounts, err := r.store.Accounts(i.ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(i.terminal.out, 0, 8, 2, ' ', 0)
		for _, account := range accounts {
			roles := make([]string, len(account.Roles))
			for n, role := range account.Roles {
				roles[n] = i.terminal.text("role." + string(role))
			}
			standing := "active"
			switch {
			case account.Disabled:
				standing = "disabled"
			case account.Demonstration:
				standing = "demonstration"
			case account.MustChange:
				standing = "must_change"
			}
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", account.Code, account.NameZh, strings.Join(roles, i.terminal.text("list.separator")), i.terminal.text("cli.account."+standing))
		}
		return table.Flush()
	})
}

type accountAddCommand struct {
	Code          string   `arg:"" help:"what the person types to sign in"`
	Name          string   `required:"" help:"name in Chinese"`
	NameEn        string   `help:"name in English"`
	Roles         []string `required:"" enum:"leader,planner,statistician,reviewer,administrator" help:"leader, planner, statistician, reviewer, administrator; several with commas"`
	Areas         []string `help:"codes of the areas that the person submits and approves; default: all"`
	Organisations []string `help:"codes of the organisations that the person exports and reports for; default: all"`
}

// Run makes an account.
func (c accountAddCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		if !dashboard.AccountCodeForm().MatchString(c.Code) {
			return metrics.NewProblem("account.code_wrong")
		}
		known, err := r.store.Account(i.ctx, c.Code)
		if err != nil {
			return err
		}
		if known != nil {
			return metrics.NewProblem("account.code_taken", "code", c.Code)
		}
		account := metrics.Account{Code: c.Code, NameZh: c.Name, NameEn: c.NameEn, Areas: c.Areas, Organisations: c.Organisations, SavedBy: actor()}
		for _, role := range metrics.Roles() {
			if slices.Contains(c.Roles, string(role)) {
				account.Roles = append(account.Roles, role)
			}
		}
		if err := c.checkScope(i.ctx, r); err != nil {
			return err
		}
		return r.givePassword(i, account, "account.create", "cli.account.made")
	})
}

// checkScope refuses codes that the catalogue does not have: a scope that is misspelt
// would keep the person from everything.
func (c accountAddCommand) checkScope(ctx context.Context, r *rooms) error {
	catalogue, err := r.store.Catalogue(ctx)
	if err != nil {
		return err
	}
	for _, code := range c.Areas {
		if catalogue.Area(code) == nil {
			return metrics.NewProblem("account.area_unknown", "value", code)
		}
	}
	for _, code := range c.Organisations {
		if catalogue.Organisation(code) == nil {
			return metrics.NewProblem("account.organisation_unknown", "value", code)
		}
	}
	return nil
}

type accountResetCommand struct {
	Code string `arg:"" help:"account"`
}

// Run gives a one-time password: the way back in for an administrator who lost theirs.
func (c accountResetCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		account, err := r.findAccount(i.ctx, c.Code)
		if err != nil {
			return err
		}
		if account.Demonstration {
			return metrics.NewProblem("account.demonstration")
		}
		account.SavedBy = actor()
		if err := r.givePassword(i, *account, "password.reset", "cli.account.reset"); err != nil {
			return err
		}
		return r.endSessions(i.ctx, account.Code)
	})
}

type accountDisableCommand struct {
	Code string `arg:"" help:"account"`
}

// Run keeps somebody out.
func (c accountDisableCommand) Run(i *invocation) error {
	return i.setDisabled(c.Code, true, "account.disable", "cli.account.disabled_now")
}

type accountEnableCommand struct {
	Code string `arg:"" help:"account"`
}

// Run lets somebody in again.
func (c accountEnableCommand) Run(i *invocation) error {
	return i.setDisabled(c.Code, false, "account.enable", "cli.account.enabled_now")
}

func (i *invocation) setDisabled(code string, disabled bool, action, said string) error {
	return i.inside(func(r *rooms) error {
		account, err := r.findAccount(i.ctx, code)
		if err != nil {
			return err
		}
		account.Disabled, account.SavedBy = disabled, actor()
		if _, err := r.store.SaveAccount(i.ctx, *account); err != nil {
			return err
		}
		if disabled {
			if err := r.endSessions(i.ctx, code); err != nil {
				return err
			}
		}
		if err := r.auditCommand(i.ctx, action, code); err != nil {
			return err
		}
		i.terminal.say(said, "account", code)
		return nil
	})
}
