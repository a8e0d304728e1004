// Package auth holds what signing in rests on: passwords and their hashes, random
// tokens, cookies that a browser is known by, and how fast somebody may guess. It must
// not know pages, requests or the store.
package auth
