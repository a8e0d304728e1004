// Package embedded runs ClickHouse inside this process. It loads the engine's
// library without cgo, keeps one data folder open, and answers the HTTP protocol
// of a ClickHouse server, so that the ordinary client talks to it as it talks to
// any server: through a transport that opens no port, or through a listener where
// a second process is to reach it.
//
// It knows the engine and the protocol. It must not know what is stored: no table,
// no query of the product.
package embedded
