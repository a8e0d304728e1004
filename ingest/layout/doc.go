// Package layout understands tables as agencies print them: cross tables with titles,
// units and headings of several rows. It says in words and as a Description how a table
// is laid out, and takes it apart into single values, each with the cells from which it
// was read. What it cannot tell apart it refuses with a sentence that says so.
//
// It knows sheets, headings, periods and units. Which names are indicators or areas it
// is told; it knows no catalogue, no ledger and no checks.
package layout
