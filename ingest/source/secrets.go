package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// Secrets keeps what must not be told, by name: one file each, which nobody but the
// program may read, or a variable of the environment.
type Secrets struct {
	folder string
	lookup func(string) (string, bool)
}

// NewSecrets keeps secrets in a folder, which is created with the first of them. The
// variable ZHIBIAO_SECRET_COAL_DATA goes before the file coal-data.
func NewSecrets(folder string, lookup func(string) (string, bool)) Secrets {
	if lookup == nil {
		lookup = os.LookupEnv
	}
	return Secrets{folder: folder, lookup: lookup}
}

// secretVariable is how the variables of the environment begin that hold secrets.
const secretVariable = "ZHIBIAO_SECRET_"

// longestSecret bounds what is kept, in bytes.
const longestSecret = 16 << 10

// variable returns the variable of a secret that is named plainly or as ${ZHIBIAO_SECRET_NAME}.
func variable(name string) (variable string, only bool) {
	if inner, found := strings.CutPrefix(name, "${"); found {
		return strings.TrimSuffix(inner, "}"), true
	}
	return secretVariable + strings.ToUpper(strings.ReplaceAll(name, "-", "_")), false
}

// Get returns a secret. The error is the Problem secret.name, secret.missing or
// secret.open (others may read its file); it never tells the secret.
func (s Secrets) Get(name string) (string, error) {
	if !metrics.IsSecretName(name) {
		return "", metrics.NewProblem("secret.name")
	}
	from, only := variable(name)
	if value, found := s.lookup(from); found && value != "" {
		return value, nil
	}
	if only || s.folder == "" {
		return "", metrics.NewProblem("secret.missing", "secret", name, "variable", from)
	}
	path := filepath.Join(s.folder, name)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", metrics.NewProblem("secret.missing", "secret", name, "variable", from)
	case err != nil:
		return "", fmt.Errorf("look for secret %s: %w", name, err)
	case info.Mode().Perm()&0o077 != 0:
		return "", metrics.NewProblem("secret.open", "secret", name)
	}
	value, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read secret %s: %w", name, err)
	}
	return strings.TrimRight(string(value), "\r\n"), nil
}

// Put keeps a secret in its file, in place of an earlier one.
func (s Secrets) Put(name, value string) (err error) {
	if _, only := variable(name); !metrics.IsSecretName(name) || only {
		return metrics.NewProblem("secret.name")
	}
	value = strings.TrimSpace(value)
	if value == "" || len(value) > longestSecret || strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return metrics.NewProblem("secret.form", "secret", name)
	}
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return fmt.Errorf("keep secret %s: %w", name, err)
	}
	draft, err := os.CreateTemp(s.folder, ".draft-*") // made with mode 0600
	if err != nil {
		return fmt.Errorf("keep secret %s: %w", name, err)
	}
	_, err = draft.WriteString(value)
	if err = errors.Join(err, draft.Sync(), draft.Close()); err == nil {
		err = os.Rename(draft.Name(), filepath.Join(s.folder, name))
	}
	if err != nil {
		return fmt.Errorf("keep secret %s: %w", name, errors.Join(err, os.Remove(draft.Name())))
	}
	return nil
}

// Names lists the secrets that are kept in files, in order.
func (s Secrets) Names() ([]string, error) {
	entries, err := os.ReadDir(s.folder)
	if errors.Is(err, fs.ErrNotExist) || s.folder == "" {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list secrets: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if entry.Type().IsRegular() && metrics.IsSecretName(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}
