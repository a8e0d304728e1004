package metrics

import (
	"slices"
	"time"
)

// Token is a key with which a program of a person asks for answers. The key itself is
// shown once and kept nowhere; what is kept is its SHA-256.
type Token struct {
	Code    string `json:"code"`   // names the token on pages and in the audit; it opens nothing
	Digest  string `json:"digest"` // SHA-256 of the key, hexadecimal
	Account string `json:"account"`
	Name    string `json:"name"` // what the person calls it
	// Rights are those of the account that the token carries; it never has more.
	Rights []string `json:"rights"`
	// Areas and Organisations narrow the scope of the account further. Empty: as the account.
	Areas         []string   `json:"areas,omitempty"`
	Organisations []string   `json:"organisations,omitempty"`
	CreatedAt     time.Time  `json:"created_at"`
	ExpiresAt     time.Time  `json:"expires_at"`
	RevokedAt     *time.Time `json:"revoked_at,omitempty"`
	RevokedBy     string     `json:"revoked_by,omitempty"`
	SavedBy       string     `json:"saved_by"`
	SavedAt       time.Time  `json:"saved_at"`
}

// TokenUse is the last day on which a token was used. It is not written at every request.
type TokenUse struct {
	Code string `json:"code"` // of the token
	Day  Date   `json:"day"`
}

// LongestToken is for how long a token may be valid.
const LongestToken = 365 * 24 * time.Hour

// Expired tells whether the token is no longer valid at a moment; the moment of expiry
// itself is too late.
func (t Token) Expired(now time.Time) bool { return !now.Before(t.ExpiresAt) }

// Active tells whether the token opens anything at a moment.
func (t Token) Active(now time.Time) bool { return t.RevokedAt == nil && !t.Expired(now) }

// Narrow returns the account with the scope that the token leaves of it. Covered is false
// when nothing is left, because the scope of the account has changed since: an empty scope
// would stand for everything.
func (t Token) Narrow(account Account) (narrowed Account, covered bool) {
	areas, areasLeft := commonScope(account.Areas, t.Areas)
	organisations, organisationsLeft := commonScope(account.Organisations, t.Organisations)
	account.Areas, account.Organisations = areas, organisations
	return account, areasLeft && organisationsLeft
}

// commonScope returns what two scopes have in common, where an empty one stands for all.
func commonScope(own, asked []string) (common []string, left bool) {
	switch {
	case len(asked) == 0:
		return own, true
	case len(own) == 0:
		return asked, true
	}
	for _, code := range asked {
		if slices.Contains(own, code) {
			common = append(common, code)
		}
	}
	return common, len(common) > 0
}
