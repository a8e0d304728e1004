// Package returned gives a sender their own file back with what was wrong in it: the
// workbook with the bad cells coloured and the reason as a comment, and a sheet that
// lists what was not loaded; the text file with two added columns. Everything else in
// the file stays as it was, so that it can be mended and sent again.
//
// It knows files, places and sentences. It knows no store and no page, and decides
// nothing about which rows are good.
package returned
