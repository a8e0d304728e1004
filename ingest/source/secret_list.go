package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// KeptSecret is what may be told of a secret.
type KeptSecret struct {
	Name  string
	Hosts []string // empty: it may go nowhere
}

// Kept lists the secrets that are kept in files, by name.
func (s Secrets) Kept() ([]KeptSecret, error) {
	entries, err := os.ReadDir(s.folder)
	if errors.Is(err, fs.ErrNotExist) || s.folder == "" {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list secrets: %w", err)
	}
	var kept []KeptSecret
	for _, entry := range entries {
		if !entry.Type().IsRegular() || !metrics.IsSecretName(entry.Name()) {
			continue
		}
		secret := KeptSecret{Name: entry.Name()}
		if _, secret.Hosts, err = s.find(secret.Name); err != nil && metrics.AsProblem(err) == nil {
			return nil, err
		}
		kept = append(kept, secret)
	}
	slices.SortFunc(kept, func(a, b KeptSecret) int { return strings.Compare(a.Name, b.Name) })
	return kept, nil
}

// Check tells whether the secret that a source names is there and may go to its address;
// nil where the source names none. The Problem is one of Get.
func (s Secrets) Check(source metrics.FeedSource) error {
	if source.Secret == "" || !source.Kind.Fetched() {
		return nil
	}
	_, err := s.Get(source.Secret, source.Address)
	return err
}

// Missing returns the feeds whose secret is not there, or may not go where their source
// lies, each with its Problem, by code.
func (s Secrets) Missing(feeds []metrics.Feed) (map[string]*metrics.Problem, error) {
	missing := map[string]*metrics.Problem{}
	for _, feed := range feeds {
		if feed = feed.Normal(); feed.Retired {
			continue
		}
		err := s.Check(feed.Source)
		if problem := metrics.AsProblem(err); problem != nil {
			missing[feed.Code] = problem
		} else if err != nil {
			return nil, err
		}
	}
	return missing, nil
}
