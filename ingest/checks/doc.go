// Package checks holds values against rules that are data: each kind of rule is a pure
// function of a few numbers, which examples, the page and the import use alike. A check
// speaks or is silent; it never changes a value.
//
// It knows rules, values and the catalogue. It knows no file, no page and no SQL; where
// other values are needed, it asks for them through an interface.
package checks
