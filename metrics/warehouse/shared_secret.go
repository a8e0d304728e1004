package warehouse

import (
	"context"
	"crypto/rand"
)

const secretRegister register = "shared_secret"

// sharedSecret is an entry of the register.
type sharedSecret struct {
	Secret string `json:"secret"` // at least 128 random bits
}

// SharedSecret returns a random text that all instances on this store have in common, by
// its name. Who asks first makes it; of two that were made at one moment the older counts
// as soon as it is seen.
func (s *Store) SharedSecret(ctx context.Context, name string) (string, error) {
	versions, err := entryVersions[sharedSecret](ctx, s, secretRegister, name, 0)
	if err != nil {
		return "", err
	}
	if len(versions) > 0 {
		return versions[len(versions)-1].Secret, nil
	}
	stamp, err := s.stamp("")
	if err != nil {
		return "", err
	}
	made := sharedSecret{rand.Text()}
	return made.Secret, s.keepEntry(ctx, secretRegister, name, stamp, made)
}
