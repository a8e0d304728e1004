package dashboard

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// AccountStore keeps who may sign in and who is signed in. The warehouse implements it.
type AccountStore interface {
	// Accounts returns everybody who can or could sign in, by code.
	Accounts(ctx context.Context) ([]metrics.Account, error)
	// Account returns one account, or nil when there is none.
	Account(ctx context.Context, code string) (*metrics.Account, error)
	// AccountVersions returns how an account came to be what it is, newest first.
	AccountVersions(ctx context.Context, code string) ([]metrics.Account, error)
	// SaveAccount keeps a new version of an account and returns it with the moment.
	SaveAccount(ctx context.Context, account metrics.Account) (metrics.Account, error)
	// Session returns the session with a digest, or nil when there is none.
	Session(ctx context.Context, digest string) (*metrics.Session, error)
	// SessionsOf returns the open sessions of an account that were seen since a moment.
	SessionsOf(ctx context.Context, account string, since time.Time) ([]metrics.Session, error)
	// SaveSession keeps the state of a session; one that has ended stays ended.
	SaveSession(ctx context.Context, session metrics.Session) error
	// SharedSecret returns a random text that all instances have in common, by its name.
	SharedSecret(ctx context.Context, name string) (string, error)
}

// SignIn says how people reach the program and prove who they are.
type SignIn struct {
	// Demonstration offers a button for each demonstration account, without a password.
	Demonstration bool
	// Provider is the identity provider of the house; nil: there is none.
	Provider *IdentityProvider
}

// IdentityProvider names an OpenID Connect provider and what the program is there.
type IdentityProvider struct {
	Issuer       string
	ClientID     string
	ClientSecret string
	// LinkByName links an identity that no account has to the account whose code is the
	// preferred_username; otherwise an administrator links it.
	LinkByName bool
	// PublicURL is the address under which people reach the pages; empty: that of the request.
	PublicURL string
}
