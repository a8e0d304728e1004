// Package warehouse keeps the product's data in ClickHouse: the catalogue, the
// append-only ledger of observations and runs, assessments, and schedules. It is the
// only room with SQL: statements stand in migrations/ and queries/, one to a file,
// with {name:Type} parameters.
//
// Nothing is overwritten. A value is a row with its run and revision; a run becomes
// visible by one row in the run ledger and is taken back by another; readers ask for
// published runs as of a moment.
//
// On a cluster every table is replicated over the servers of one shard. The program keeps
// to one replica (keepToServer), so that it reads what it wrote; what instances must agree
// on asks a majority (agreed); deletions name what is to go, so that each replica deletes
// the same. Replicas drop a block of rows that they had before: every row bears an
// identifier or the moment of its writing, so none is missed, and a restoration, which may
// bring a row twice, switches that off. The package must not know files that are imported,
// pages, or how a status is computed.
package warehouse
