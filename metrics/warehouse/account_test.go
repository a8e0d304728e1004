package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestAccountsKeepEveryVersion(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		save := func(account metrics.Account) metrics.Account {
			t.Helper()
			clock.advance(time.Second)
			saved, err := store.SaveAccount(ctx, account)
			must(t, err)
			return saved
		}
		first := save(metrics.Account{Code: "wang", NameZh: "王'\"\\", Roles: []metrics.Role{metrics.RoleLeader}, SavedBy: "admin"})
		other := save(metrics.Account{Code: "a-li", NameZh: "李", Roles: []metrics.Role{metrics.RoleReviewer}, Areas: []string{"150622"}, SavedBy: "admin"})
		second := save(metrics.Account{Code: "wang", NameZh: "王", Roles: []metrics.Role{metrics.RolePlanner}, Disabled: true, SavedBy: "a-li"})
		accounts, err := store.Accounts(ctx)
		must(t, err)
		if diff := cmp.Diff([]metrics.Account{other, second}, accounts); diff != "" {
			t.Errorf("accounts (-want +got):\n%s", diff)
		}
		versions, err := store.AccountVersions(ctx, "wang")
		must(t, err)
		if diff := cmp.Diff([]metrics.Account{second, first}, versions); diff != "" {
			t.Errorf("versions of wang (-want +got):\n%s", diff)
		}
		one, err := store.Account(ctx, "wang")
		must(t, err)
		if one == nil || one.NameZh != "王" {
			t.Errorf("wang is %+v, want the second version", one)
		}
		for _, code := range []string{"nobody", ""} {
			if none, err := store.Account(ctx, code); none != nil || err != nil {
				t.Errorf("account %q: %v, %v, want nothing", code, none, err)
			}
		}
	})
}
