// Package source brings the file of a feed: from an address, from a web service of SDMX,
// or from a query to a server of ClickHouse. What it brings lies in a file, whole or not
// at all; what can go wrong on the way is one clear Problem, and Retryable tells whether
// another attempt may help.
//
// It guards the house against what an address may lead to: private networks, endless or
// hanging answers, redirects, pages in place of data. It knows bytes and addresses; it
// must not know what the file says, nor runs, pages and schedules. Secrets are known here
// only, by their names elsewhere.
package source
