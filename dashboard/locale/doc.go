// Package locale holds every sentence that a person reads, in Chinese and in
// English, as flat files of keys and texts with {placeholders}. Each room of the
// house has its own pair of files; they are merged when the program starts. The
// package knows no page and no request.
package locale
