package dashboard

import (
	"fmt"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// auditWords puts entries into sentences of one language.
type auditWords struct {
	wording
	accounts []metrics.Account
	names    map[string]string
}

func (s *Server) auditWords(c echo.Context) (auditWords, error) {
	words := auditWords{wording: s.wording(languageOf(c)), names: map[string]string{}}
	if s.dependencies.Accounts == nil {
		return words, nil
	}
	accounts, err := s.dependencies.Accounts.Accounts(c.Request().Context())
	if err != nil {
		return words, fmt.Errorf("load accounts: %w", err)
	}
	for _, account := range accounts {
		account.PasswordHash = ""
		words.accounts = append(words.accounts, account)
		words.names[account.Code] = words.name(account)
	}
	return words, nil
}

// line says who did what to what, and what else is known.
func (w auditWords) line(entry metrics.AuditEntry) AuditLine {
	line := AuditLine{Entry: entry, Who: w.who(entry.Actor), Tone: "good"}
	switch entry.Outcome {
	case metrics.AuditRefused, metrics.AuditLimited:
		line.Tone = "poor"
	case metrics.AuditFailed:
		line.Tone = "bad"
	}
	subject := entry.Subject
	if name := w.names[subject]; name != "" && name != subject {
		subject = w.text("audit.named", "name", name, "code", entry.Subject)
	}
	pairs := []any{"subject", subject}
	for name, value := range entry.Arguments {
		pairs = append(pairs, name, w.argument(name, value))
	}
	key := "audit.action." + entry.Action
	if !w.texts.Has(w.language, key) {
		key = "audit.action.change"
		pairs = []any{"subject", entry.Action + " " + subject}
	}
	line.Sentence = w.text(key, pairs...)
	names := make([]string, 0, len(entry.Arguments))
	for name := range entry.Arguments {
		names = append(names, name)
	}
	slices.Sort(names)
	var details []string
	for _, name := range names {
		details = append(details, w.text("audit.detail", "name", w.code("audit.argument", name), "value", w.argument(name, entry.Arguments[name])))
	}
	line.Detail = w.join(details)
	return line
}

// who names the person, with the code that stays the same when the name changes.
func (w auditWords) who(actor string) string {
	if actor == "?" || actor == "" {
		return w.text("audit.nobody")
	}
	if name := w.names[actor]; name != "" && name != actor {
		return w.text("audit.named", "name", name, "code", actor)
	}
	return actor
}

// argument puts the codes of roles, rights and problems into words.
func (w auditWords) argument(name, value string) string {
	switch name {
	case "roles", "before":
		var roles []string
		for _, role := range strings.Fields(value) {
			roles = append(roles, w.code("role", role))
		}
		return w.join(roles)
	case "rights":
		var rights []string
		for _, right := range strings.Fields(value) {
			rights = append(rights, w.code("right", right))
		}
		return w.join(rights)
	case "right":
		return w.code("right", value)
	case "by":
		return w.code("signed_in_by", value)
	case browserArgument:
		return w.code("audit.browser", value)
	case "problem":
		if w.texts.Has(w.language, value) {
			return w.text(value)
		}
	}
	return value
}
