// Package warehouse keeps the product's data in ClickHouse: the catalogue, the
// append-only ledger of observations and runs, assessments, and schedules. It is the
// only room with SQL: statements stand in migrations/ and queries/, one to a file,
// with {name:Type} parameters.
//
// Nothing is overwritten. A value is a row with its run and revision; a run becomes
// visible by one row in the run ledger and is taken back by another; readers ask for
// published runs as of a moment. The package must not know files that are imported,
// pages, or how a status is computed.
package warehouse
