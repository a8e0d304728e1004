package metrics

import "time"

// Session is the time between a person's signing in and out on one browser.
type Session struct {
	Digest    string    // SHA-256 of the token in the cookie; the token itself is kept nowhere
	Account   string    // code
	StartedAt time.Time // microseconds, UTC
	SeenAt    time.Time // some minutes late: it is not written at every request
	Ended     bool
	Address   string // that the session was begun from
	Agent     string // name that the browser gave itself
}
