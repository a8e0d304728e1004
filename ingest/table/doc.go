// Package table opens a file by what it is, not by what it is called, and hands out
// its rows as text, one after the other: delimited text (comma, semicolon or tab; UTF-8,
// UTF-16 with a byte order mark or without, GB18030) and XLSX workbooks.
//
// It knows files, sheets, rows and cells. It knows no indicator, no ledger and no
// meaning of any column. Everything that a sender can get wrong comes back as a
// metrics.Problem whose key begins with “file.”.
//
// Workbooks are read from their parts as a stream, not through excelize (which writes
// the project's workbooks and the ones of the tests): excelize's row iterator ends
// without an error where the XML of a sheet is broken, and it drops the type and the
// number format of a cell, so that 95 % arrives as 0.95 and a date as 45169.
package table
