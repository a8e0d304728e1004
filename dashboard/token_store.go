package dashboard

import (
	"context"

	"zhibiao/metrics"
)

// TokenStore keeps the access tokens of accounts. The warehouse implements it.
type TokenStore interface {
	// Tokens returns every token that was ever made.
	Tokens(ctx context.Context) ([]metrics.Token, error)
	// Token returns the token with a digest, or nil when there is none.
	Token(ctx context.Context, digest string) (*metrics.Token, error)
	// SaveToken keeps a new version of a token and returns it with the moment.
	SaveToken(ctx context.Context, token metrics.Token) (metrics.Token, error)
	// TokenUses returns the last day of use of each token that was used.
	TokenUses(ctx context.Context) ([]metrics.TokenUse, error)
	// KeepTokenUse keeps the day on which a token was used.
	KeepTokenUse(ctx context.Context, use metrics.TokenUse) error
}

// hasTokens tells whether programs can sign in with tokens.
func (s *Server) hasTokens() bool {
	return s.dependencies.Accounts != nil && s.dependencies.Tokens != nil
}

// tokenRights are the rights that a token may carry. Rules, accounts and schedules are
// changed by people only.
func tokenRights() []right { return []right{mayLook, mayExport, mayInspect, maySubmit, mayReport} }
