package auth

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/alexedwards/argon2id"
)

// Passwords hashes and compares passwords. Each takes about 46 MiB for some hundredths
// of a second, so only a few are worked on at a time.
type Passwords struct {
	slots chan struct{}
	decoy string // hash of what nobody knows
}

// parameters are those that OWASP's Password Storage Cheat Sheet lists first for
// argon2id: 46 MiB, one pass, one lane.
var parameters = argon2id.Params{Memory: 46 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// atOnce is how many passwords are worked on at a time.
const atOnce = 2

// NewPasswords prepares the comparison with accounts that do not exist.
func NewPasswords() (*Passwords, error) {
	decoy, err := argon2id.CreateHash(rand.Text(), &parameters)
	if err != nil {
		return nil, fmt.Errorf("hash of a decoy: %w", err)
	}
	return &Passwords{slots: make(chan struct{}, atOnce), decoy: decoy}, nil
}

// Hash returns the argon2id hash of a password in the form of the reference
// implementation.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if err := p.wait(ctx); err != nil {
		return "", err
	}
	defer p.leave()
	hash, err := argon2id.CreateHash(password, &parameters)
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

// Match tells whether a password belongs to a hash. Without a hash it takes as long and
// says no, so that nobody learns from the time which accounts there are.
func (p *Passwords) Match(ctx context.Context, password, hash string) (bool, error) {
	if err := p.wait(ctx); err != nil {
		return false, err
	}
	defer p.leave()
	exists := hash != ""
	if !exists {
		hash = p.decoy
	}
	same, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("compare a password: %w", err)
	}
	return same && exists, nil
}

func (p *Passwords) wait(ctx context.Context) error {
	select {
	case p.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *Passwords) leave() { <-p.slots }

// OneTimePassword returns a new password that can be read to somebody over the
// telephone: four groups of four of the 32 letters and digits of base32, 80 random bits.
func OneTimePassword() string {
	text := rand.Text()
	return text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:16]
}
