package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"
)

var (
	formatClause = regexp.MustCompile(`(?is)\s+FORMAT\s+Native\s*;?\s*$`)
	selection    = regexp.MustCompile(`(?is)^\s*(SELECT|WITH)\b`)
	exceptionNo  = regexp.MustCompile(`Code: (\d+)\.`)
)

// transportKeys are URL parameters of the protocol; every other key that is not a
// named parameter is a setting of the statement.
var transportKeys = map[string]bool{
	"query": true, "database": true, "default_format": true, "client_protocol_version": true, "query_id": true,
	"quota_key": true, "session_id": true, "session_timeout": true, "wait_end_of_query": true,
}

// ServeHTTP answers the HTTP protocol of a ClickHouse server as far as the client
// uses it: a statement in the body, or an INSERT in the URL with its rows in the
// body, named parameters as param_NAME, settings as further keys, everything in
// Native format. A request that is given up stops its statement in the engine.
func (e *Engine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	values := r.URL.Query()
	if values.Get("compress") == "1" || values.Get("decompress") == "1" {
		http.Error(w, "Code: 48. DB::Exception: the embedded engine takes no compressed blocks. (NOT_IMPLEMENTED)", http.StatusNotImplemented)
		return
	}
	statement, isInsert := values.Get("query"), values.Has("query")
	if !isInsert {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the client is gone
		}
		statement = string(body)
	}
	if statement == handshakeStatement {
		e.serveHandshake(w, values.Get("client_protocol_version"))
		return
	}
	answer := &answerWriter{w: w}
	if err := e.serve(r, statement, isInsert, values, answer); err != nil {
		answer.fail(err)
	}
}

func (e *Engine) serve(r *http.Request, statement string, isInsert bool, values url.Values, answer *answerWriter) error {
	session, err := e.acquire(r.Context(), values.Get("database"))
	if err != nil {
		return err
	}
	defer e.release(session)
	named, settings := map[string]string{}, map[string]string{}
	for key := range values {
		if name, ok := strings.CutPrefix(key, "param_"); ok {
			named[name] = values.Get(key)
		} else if !transportKeys[key] {
			settings[key] = values.Get(key)
		}
	}
	restore, err := session.apply(settings)
	defer restore()
	if err != nil {
		return err
	}
	if isInsert {
		return session.insert(formatClause.ReplaceAllString(statement, ""), r.Body)
	}
	// The mark lets the statement be found and stopped from another session.
	mark := "/*" + uuid.NewString() + "*/ "
	finished := make(chan struct{})
	defer close(finished)
	go e.stopWhenGivenUp(r.Context(), mark, finished)
	if selection.MatchString(statement) {
		return session.stream(mark+statement, named, answer.write)
	}
	body, err := session.run(mark+statement, named)
	if err != nil {
		return err
	}
	return answer.write(body)
}

func (e *Engine) stopWhenGivenUp(ctx context.Context, mark string, finished <-chan struct{}) {
	select {
	case <-finished:
		return
	case <-ctx.Done():
	}
	// Repeated, because the statement may not have registered yet; one that has just
	// ended is no longer found, which is no fault.
	for {
		_ = e.kill(mark)
		select {
		case <-finished:
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// apply sets the settings for the next statement of the session; the returned
// function takes them back.
func (c *connection) apply(settings map[string]string) (func(), error) {
	var applied []string
	restore := func() {
		for _, name := range applied {
			_, _ = c.run("SET "+quoteIdentifier(name)+" = DEFAULT", nil)
		}
	}
	for name, value := range settings {
		if _, err := c.run(fmt.Sprintf("SET %s = '%s'", quoteIdentifier(name), escape(value)), nil); err != nil {
			return restore, err
		}
		applied = append(applied, name)
	}
	return restore, nil
}

// escape makes a text safe between quotes of the engine's SQL.
func escape(value string) string {
	return strings.NewReplacer(`\`, `\\`, `'`, `\'`, "`", "\\`").Replace(value)
}

// answerWriter sends an answer and knows whether it has begun.
type answerWriter struct {
	w     http.ResponseWriter
	begun bool
}

func (a *answerWriter) write(part []byte) error {
	if len(part) == 0 {
		return nil
	}
	a.begun = true
	_, err := a.w.Write(part)
	return err
}

// fail reports an error as a ClickHouse server does: with a status and a text
// before the answer has begun, inside the answer afterwards.
func (a *answerWriter) fail(err error) {
	message := err.Error()
	var fromEngine *engineError
	if !errors.As(err, &fromEngine) {
		message = "Code: 1000. DB::Exception: " + message + ". (EMBEDDED_ENGINE)"
	}
	if a.begun {
		const tag = "embedded-engine!" // sixteen bytes, as the framing wants
		_, _ = fmt.Fprintf(a.w, "\r\n__exception__\r\n%s\r\n%s\n%d %s\r\n__exception__\r\n", tag, message, len(message)+1, tag)
		return
	}
	if code := exceptionNo.FindStringSubmatch(message); code != nil {
		a.w.Header().Set("X-ClickHouse-Exception-Code", code[1])
	}
	a.w.WriteHeader(http.StatusInternalServerError)
	_, _ = io.WriteString(a.w, message)
}
