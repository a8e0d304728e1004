// Package metrics is the domain of Zhibiao: plans, indicators, targets,
// observations, the time they refer to, and the assessment of one against the
// other.
//
// Everything here is plain values and pure functions. The package does no I/O,
// holds no SQL, knows no web page, no file format and no clock: whoever calls it
// says which day it is. It may import the standard library, gonum,
// shopspring/decimal for values that must stay exactly as they were published, and
// expr-lang/expr for the formulas of derived indicators.
package metrics
