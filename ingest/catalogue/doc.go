// Package catalogue reads the reference data (plans, indicators, targets, conflicts,
// tasks, projects, areas, organisations, feeds) from a folder of CSV files, checks
// every reference, and loads it as one run of the feed “catalogue”.
//
// It knows the columns of those files and the ledger. It decides nothing about the
// data: what is wrong is reported with file, row, column and value, and then nothing
// is loaded.
package catalogue
