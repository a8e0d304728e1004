// Package ledgertest is a ledger in memory with the rules of the real one: rows are
// only ever added, readers see published runs, and an earlier moment gives the values
// that were known then. It is for tests of rooms that write to a ledger or read one;
// it knows no SQL and keeps nothing.
package ledgertest
