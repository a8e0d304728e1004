// Package dashboardtest is a store in memory and a small catalogue, made by hand, for
// tests of pages and workbooks. It knows no SQL and keeps nothing.
package dashboardtest
