package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// Tokens are kept by their digest, because that is what a request brings; the days of
// their use apart, so that using a token is no new version of it.
const (
	tokenRegister    register = "token"
	tokenUseRegister register = "token_use"
)

// Tokens returns every token that was ever made, in no order that means anything.
func (s *Store) Tokens(ctx context.Context) ([]metrics.Token, error) {
	return entriesInForce[metrics.Token](ctx, s, tokenRegister, time.Time{})
}

// Token returns the token with a digest, or nil when there is none.
func (s *Store) Token(ctx context.Context, digest string) (*metrics.Token, error) {
	return entryInForce[metrics.Token](ctx, s, tokenRegister, digest)
}

// SaveToken keeps a new version of a token, saved now by token.SavedBy, and returns it
// with the moment.
func (s *Store) SaveToken(ctx context.Context, token metrics.Token) (metrics.Token, error) {
	stamp, err := s.stamp(token.SavedBy)
	if err != nil {
		return metrics.Token{}, err
	}
	token.SavedAt = stamp.at
	return token, s.keepEntry(ctx, tokenRegister, token.Digest, stamp, token)
}

// TokenUses returns the last day of use of each token that was used.
func (s *Store) TokenUses(ctx context.Context) ([]metrics.TokenUse, error) {
	return entriesInForce[metrics.TokenUse](ctx, s, tokenUseRegister, time.Time{})
}

// KeepTokenUse keeps the day on which a token was used.
func (s *Store) KeepTokenUse(ctx context.Context, use metrics.TokenUse) error {
	stamp, err := s.stamp("")
	if err != nil {
		return err
	}
	return s.keepEntry(ctx, tokenUseRegister, use.Code, stamp, use)
}
