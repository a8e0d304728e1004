// Package ingest takes values from a file to committed observations: read the
// table, resolve names, parse, check, compare with what is known, and write one run
// to the ledger. It knows files and rows; it knows no SQL (the ledger is an
// interface), no web page and no clock time of schedules.
package ingest
