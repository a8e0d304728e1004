package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"zhibiao/metrics"
)

// Secrets keeps what must not be told, by name: one file each, which nobody but the
// program may read, or a variable of the environment. Each is bound to the hosts that it
// may go to by whoever keeps it: the first line of the file is the secret, the others are
// hosts. So nobody who may only name a secret can have it sent to a place of their own.
type Secrets struct {
	folder string
	lookup func(string) (string, bool)
}

// NewSecrets keeps secrets in a folder, which is created with the first of them. The
// variable ZHIBIAO_SECRET_COAL_DATA goes before the file coal-data; its hosts stand in
// ZHIBIAO_HOSTS_OF_COAL_DATA.
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

// hostsVariable is how the variables begin that say where such a secret may go.
const hostsVariable = "ZHIBIAO_HOSTS_OF_"

// variable returns the variable of a secret that is named plainly or as ${ZHIBIAO_SECRET_NAME}.
func variable(name string) (variable string, only bool) {
	if inner, found := strings.CutPrefix(name, "${"); found {
		return strings.TrimSuffix(inner, "}"), true
	}
	return secretVariable + strings.ToUpper(strings.ReplaceAll(name, "-", "_")), false
}

// Get returns a secret for an address that it may go to. The error is the Problem
// secret.name, secret.missing, secret.open (others may read its file), secret.unbound (it
// may go nowhere) or secret.host (it may not go there); it never tells the secret.
func (s Secrets) Get(name, address string) (string, error) {
	value, hosts, err := s.find(name)
	switch {
	case err != nil:
		return "", err
	case len(hosts) == 0:
		from, _ := variable(name)
		return "", metrics.NewProblem("secret.unbound", "secret", name, "variable", hostsVariable+strings.TrimPrefix(from, secretVariable))
	case !mayGoTo(hosts, address):
		return "", metrics.NewProblem("secret.host", "secret", name, "host", hostOf(metrics.FeedSource{Address: address}), "hosts", strings.Join(hosts, ", "))
	}
	return value, nil
}

// find returns a secret and the hosts that it may go to.
func (s Secrets) find(name string) (value string, hosts []string, err error) {
	if !metrics.IsSecretName(name) {
		return "", nil, metrics.NewProblem("secret.name")
	}
	from, only := variable(name)
	if value, found := s.lookup(from); found && value != "" {
		text, _ := s.lookup(hostsVariable + strings.TrimPrefix(from, secretVariable))
		hosts, err = ParseHosts(text)
		return value, hosts, err
	}
	if only || s.folder == "" {
		return "", nil, metrics.NewProblem("secret.missing", "secret", name, "variable", from)
	}
	path := filepath.Join(s.folder, name)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil, metrics.NewProblem("secret.missing", "secret", name, "variable", from)
	case err != nil:
		return "", nil, fmt.Errorf("look for secret %s: %w", name, err)
	case info.Mode().Perm()&0o077 != 0:
		return "", nil, metrics.NewProblem("secret.open", "secret", name)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return "", nil, fmt.Errorf("read secret %s: %w", name, err)
	}
	value, rest, _ := strings.Cut(string(content), "\n")
	hosts, err = ParseHosts(rest)
	return strings.TrimRight(value, "\r"), hosts, err
}

// Put keeps a secret and the hosts that it may go to, as ParseHosts reads them, in its
// file, in place of an earlier one.
func (s Secrets) Put(name, value, hosts string) (err error) {
	if _, only := variable(name); !metrics.IsSecretName(name) || only {
		return metrics.NewProblem("secret.name")
	}
	value = strings.TrimSpace(value)
	if value == "" || len(value) > longestSecret || strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return metrics.NewProblem("secret.form", "secret", name)
	}
	bound, err := ParseHosts(hosts)
	if err != nil {
		return err
	}
	if len(bound) == 0 {
		return metrics.NewProblem("secret.no_host", "secret", name)
	}
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return fmt.Errorf("keep secret %s: %w", name, err)
	}
	draft, err := os.CreateTemp(s.folder, ".draft-*") // made with mode 0600
	if err != nil {
		return fmt.Errorf("keep secret %s: %w", name, err)
	}
	_, err = draft.WriteString(strings.Join(append([]string{value}, bound...), "\n") + "\n")
	if err = errors.Join(err, draft.Sync(), draft.Close()); err == nil {
		err = os.Rename(draft.Name(), filepath.Join(s.folder, name))
	}
	if err != nil {
		return fmt.Errorf("keep secret %s: %w", name, errors.Join(err, os.Remove(draft.Name())))
	}
	return nil
}
