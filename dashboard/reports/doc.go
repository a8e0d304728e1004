// Package reports writes the workbooks that leave the building: the monitoring
// table of one plan and the list of indicators, each with native charts, tidy data
// and notes. It is given everything it writes as plain values and a writer to put
// the bytes in; it knows no page, no request, no store and no clock, so that the
// same report always has the same bytes.
package reports
