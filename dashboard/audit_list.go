package dashboard

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// auditPageSize is how many entries a page shows.
const auditPageSize = 100

// AuditPage says who did what, the newest first.
type AuditPage struct {
	Frame
	Entries  []AuditLine
	People   []metrics.Account
	Groups   []string // beginnings of actions, for the choice
	Outcomes []metrics.AuditOutcome
	Asked    auditQuestion
	Problem  *metrics.Problem
	Next     string // address of the older entries, empty at the end
	Download string // query of the files, with its question mark
}

// AuditLine is one entry in words.
type AuditLine struct {
	Entry    metrics.AuditEntry
	Who      string
	Sentence string
	Detail   string
	Tone     string
}

// auditQuestion is what a reader asks the audit.
type auditQuestion struct {
	From, To        string // days
	Person          string
	Action, Subject string
	Outcome         string
}

// auditGroups lists the beginnings of actions that people look for.
func auditGroups() []string {
	return []string{"sign_in", "sign_out", "password.", "session.", "account.", "upload.", "run.", "export", "schedule.", "policy.", "check.", "recipient.",
		"template.", "task.", "feed.", "lock.", "name.", "conflict.", "token.", "form.", "denied", "change"}
}

func readAuditQuestion(c echo.Context) auditQuestion {
	text := func(name string) string {
		return shortened(strings.TrimSpace(strings.ToValidUTF8(c.QueryParam(name), "")))
	}
	return auditQuestion{From: text("from"), To: text("to"), Person: text("person"), Action: text("action"), Subject: text("subject"), Outcome: text("outcome")}
}

// values are the parameters of an address that asks the same.
func (q auditQuestion) values() url.Values {
	values := url.Values{}
	for name, value := range map[string]string{"from": q.From, "to": q.To, "person": q.Person, "action": q.Action, "subject": q.Subject, "outcome": q.Outcome} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values
}

// query checks what was asked.
func (q auditQuestion) query(zone *time.Location) (metrics.AuditQuery, error) {
	query := metrics.AuditQuery{Actor: q.Person, Action: q.Action, Subject: q.Subject, Outcome: metrics.AuditOutcome(q.Outcome)}
	if q.Outcome != "" && !slices.Contains(metrics.AuditOutcomes(), query.Outcome) {
		return query, badRequest(metrics.NewProblem("audit.outcome_unknown", "value", q.Outcome))
	}
	day := func(text string) (time.Time, error) {
		if text == "" {
			return time.Time{}, nil
		}
		moment, err := time.ParseInLocation(time.DateOnly, text, zone)
		if err != nil {
			return time.Time{}, badRequest(metrics.NewProblem("filter.date", "value", text).Because(err))
		}
		return moment, nil
	}
	var err error
	if query.From, err = day(q.From); err != nil {
		return query, err
	}
	if query.To, err = day(q.To); err != nil {
		return query, err
	}
	if !query.To.IsZero() {
		query.To = query.To.AddDate(0, 0, 1) // the day itself belongs to what is asked
	}
	return query, nil
}

// showAudit shows entries by person, time, action, subject and outcome.
func (s *Server) showAudit(c echo.Context) error {
	ctx := c.Request().Context()
	asked := readAuditQuestion(c)
	query, err := asked.query(s.dependencies.Zone)
	if err != nil {
		return err
	}
	if err := readCursor(c.QueryParam("before"), &query); err != nil {
		return err
	}
	query.Limit = auditPageSize + 1
	entries, err := s.dependencies.Audit.AuditEntries(ctx, query)
	if err != nil {
		return fmt.Errorf("load audit: %w", err)
	}
	page := AuditPage{Frame: s.plainFrame(c, auditPath), Groups: auditGroups(), Outcomes: metrics.AuditOutcomes(), Asked: asked}
	page.Title = s.texts.Text(page.Language, "nav.audit")
	values := asked.values()
	if len(values) > 0 {
		page.Download = "?" + values.Encode()
	}
	if len(entries) > auditPageSize {
		entries = entries[:auditPageSize]
		last := entries[auditPageSize-1]
		values.Set("before", last.At.UTC().Format(time.RFC3339Nano)+"~"+last.ID)
		page.Next = auditPath + "?" + values.Encode()
	}
	words, err := s.auditWords(c)
	if err != nil {
		return err
	}
	page.People = words.accounts
	for _, entry := range entries {
		page.Entries = append(page.Entries, words.line(entry))
	}
	return s.render(c, http.StatusOK, "audit", page)
}

// readCursor continues where an earlier page ended.
func readCursor(text string, query *metrics.AuditQuery) error {
	if text == "" {
		return nil
	}
	moment, id, _ := strings.Cut(text, "~")
	at, err := time.Parse(time.RFC3339Nano, moment)
	if err != nil {
		return badRequest(metrics.NewProblem("audit.cursor").Because(err))
	}
	if _, err := uuid.Parse(id); err != nil {
		return badRequest(metrics.NewProblem("audit.cursor").Because(err))
	}
	query.BeforeAt, query.BeforeID = at, id
	return nil
}
