package main

import (
	"context"
	"net/url"
	"strconv"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// lookAtSignIn looks for settings that let strangers in: demonstration data on an address
// that others reach, passwords that travel without TLS.
func lookAtSignIn(line *commandLine) []finding {
	var findings []finding
	local := isLoopback(line.Serve.Address)
	switch {
	case line.Serve.Demo && local && len(line.Serve.Proxies) == 0:
		findings = append(findings, found(healthy, "accounts.demonstration", "address", line.Serve.Address))
	case line.Serve.Demo:
		findings = append(findings, found(remarkable, "accounts.demonstration_closed", "address", line.Serve.Address))
	}
	if address, err := url.Parse(line.PublicURL); !local && (err != nil || address.Scheme != "https") {
		findings = append(findings, found(remarkable, "accounts.no_tls", "address", line.Serve.Address))
	}
	if line.Serve.OIDC.Issuer != "" {
		if _, err := line.Serve.OIDC.provider(line.PublicURL); err != nil {
			findings = append(findings, fault(err))
		}
	}
	return findings
}

// lookAtAccounts tells whether there is an administrator, without whom nobody can be let in.
func lookAtAccounts(ctx context.Context, store *warehouse.Store) []finding {
	accounts, err := store.Accounts(ctx)
	if err != nil {
		return []finding{fault(err)}
	}
	people, administrators := 0, 0
	for _, account := range accounts {
		if account.Demonstration || !account.Active() {
			continue
		}
		people++
		if account.Has(metrics.RoleAdministrator) {
			administrators++
		}
	}
	switch {
	case administrators > 0:
		return []finding{found(healthy, "accounts.ok", "count", strconv.Itoa(people), "administrators", strconv.Itoa(administrators))}
	case people > 0:
		return []finding{found(broken, "accounts.no_administrator")}
	default:
		return []finding{found(remarkable, "accounts.none")}
	}
}
