// Package charts draws. A chart of target against actual becomes options for
// ECharts, as JSON that carries no code; bullet bars and sparklines, of which a page
// may have hundreds, become small SVG pictures on the server.
//
// The notation is that of IBCS: actual values solid and dark, planned ones outlined,
// the previous year light, generated ones hatched. The package knows numbers and
// labels; it knows no page, no store and no language.
package charts
