// Package browser holds the tests that look at the running program through a real
// browser, as people do: go test -tags browser ./dashboard/browser. They need
// Chromium. The package knows the addresses and the texts of the pages; it must not
// know how they are made.
package browser
