// Package dashboard is the web: pages for leaders, planners and statisticians,
// their charts, their workbooks, their words in Chinese and English, and the
// assets they need. It reads the store through an interface, never with SQL, and
// is the only package that imports echo.
package dashboard
