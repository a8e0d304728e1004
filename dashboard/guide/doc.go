// Package guide is the help inside the program: chapters by task, in every language of
// the pages, with pictures, and a search over them. The chapters are Markdown files
// built into the program; they are rendered once, when the program starts.
//
// It must not know pages, rights or the store: what a chapter says about settings in
// force, and which of its links a reader may follow, comes from the caller.
package guide
