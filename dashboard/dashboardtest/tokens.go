package dashboardtest

import (
	"context"
	"sync"

	"zhibiao/metrics"
)

// Tokens keeps tokens in memory. With Failure set every call fails.
type Tokens struct {
	Failure error

	mutex     sync.Mutex
	tokens    map[string]metrics.Token // by digest
	uses      map[string]metrics.TokenUse
	UseWrites int // how often a day of use was written
}

// Tokens returns every token.
func (t *Tokens) Tokens(context.Context) ([]metrics.Token, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	var list []metrics.Token
	for _, token := range t.tokens {
		list = append(list, token)
	}
	return list, t.Failure
}

// Token returns one token, or nil.
func (t *Tokens) Token(_ context.Context, digest string) (*metrics.Token, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if token, found := t.tokens[digest]; found {
		return &token, t.Failure
	}
	return nil, t.Failure
}

// SaveToken keeps the newest version.
func (t *Tokens) SaveToken(_ context.Context, token metrics.Token) (metrics.Token, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.tokens == nil {
		t.tokens = map[string]metrics.Token{}
	}
	token.SavedAt = Now()
	t.tokens[token.Digest] = token
	return token, t.Failure
}

// TokenUses returns the last days of use.
func (t *Tokens) TokenUses(context.Context) ([]metrics.TokenUse, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	var list []metrics.TokenUse
	for _, use := range t.uses {
		list = append(list, use)
	}
	return list, t.Failure
}

// KeepTokenUse keeps a day of use.
func (t *Tokens) KeepTokenUse(_ context.Context, use metrics.TokenUse) error {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.uses == nil {
		t.uses = map[string]metrics.TokenUse{}
	}
	t.uses[use.Code] = use
	t.UseWrites++
	return t.Failure
}
