// Package form makes the workbooks of fill-in forms and reads what comes back: one sheet
// for each organisation, whose hidden cells say which value every row stands for. It
// turns cells into texts with their places, and must not know the ledger, checks, or
// what becomes of a value.
package form
