// Package nativetest is a ClickHouse server for tests that speaks the native protocol:
// what a client of clickhouse://host:9000 meets. It understands the packets of the
// protocol and leaves every statement to an engine that answers over HTTP.
//
// Only tests may import it. It must not know what is stored.
package nativetest
