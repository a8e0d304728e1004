// Package underway knows the files that are on their way into the ledger at the moment:
// how far each has come, who began it, and how to stop it. What it knows lives as long as
// the program: a file on its way does not outlive the program either.
//
// It counts and remembers. It must not know where files come from, what they hold, nor
// pages and terminals.
package underway
