package notices_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"zhibiao/schedules/notices"
)

// receiver is a real HTTP server that keeps the last request.
type receiver struct {
	*httptest.Server
	status int
	answer string
	path   string
	query  string
	header http.Header
	body   []byte
}

func openReceiver(t *testing.T, status int, answer string) *receiver {
	t.Helper()
	r := &receiver{status: status, answer: answer}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		r.path, r.query, r.header = request.URL.Path, request.URL.RawQuery, request.Header
		r.body, _ = io.ReadAll(request.Body)
		w.WriteHeader(r.status)
		_, _ = io.WriteString(w, r.answer)
	}))
	t.Cleanup(r.Close)
	return r
}

// The signature was worked out by hand: printf '%s' BODY | openssl dgst -sha256 -hmac key.
func TestWebhookReceivesSignedJSON(t *testing.T) {
	server := openReceiver(t, http.StatusNoContent, "")
	message := notices.Message{Title: "t", Entries: []notices.Entry{{Kind: notices.RunFailed, Subject: "coal", Text: "x", Times: 2,
		OccurredAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Link: "https://zhibiao.example/runs/1"}}}
	err := notices.Webhook{Client: notices.NewWebhookClient()}.Send(t.Context(), notices.Recipient{Address: server.URL + "/in", Secret: "key"}, message)
	if err != nil {
		t.Fatal(err)
	}
	const body = `{"title":"t","entries":[{"kind":"run_failed","subject":"coal","text":"x","times":2,"occurred_at":"2026-01-02T03:04:05Z","link":"https://zhibiao.example/runs/1"}],"more":0}`
	if string(server.body) != body || server.path != "/in" {
		t.Errorf("%s received %s", server.path, server.body)
	}
	const signature = "sha256=cc21509a2091d821cb0e97e945a0907eeb4df14af452fc1590fba0f9efd41346"
	if got := server.header.Get("X-Zhibiao-Signature"); got != signature {
		t.Errorf("signed %s, want %s", got, signature)
	}
}

// robotText returns the markdown that a robot was given.
func robotText(t *testing.T, body []byte, field string) string {
	t.Helper()
	var content struct {
		Type     string            `json:"msgtype"`
		Markdown map[string]string `json:"markdown"`
	}
	if err := json.Unmarshal(body, &content); err != nil || content.Type != "markdown" {
		t.Fatalf("received %s: %v", body, err)
	}
	return content.Markdown[field]
}

func TestWeComReceivesMarkdown(t *testing.T) {
	server := openReceiver(t, http.StatusOK, `{"errcode":0,"errmsg":"ok"}`)
	robot := notices.WeCom{Client: notices.NewWebhookClient()}
	if err := robot.Send(t.Context(), notices.Recipient{Address: server.URL + "/cgi-bin/webhook/send?key=k"}, letter()); err != nil {
		t.Fatal(err)
	}
	want := "### 指标：煤炭产量转为滞后\n- 煤炭产量 ＜b＞转为滞后 [查看](https://zhibiao.example/indicators/COAL-OUTPUT)\n  - 今后每年需增加 0.64 个\n"
	if got := robotText(t, server.body, "content"); got != want || server.query != "key=k" {
		t.Errorf("%s received %q, want %q", server.query, got, want)
	}
	long := letter()
	for range 400 {
		long.Entries = append(long.Entries, long.Entries[0])
	}
	if err := robot.Send(t.Context(), notices.Recipient{Address: server.URL}, long); err != nil {
		t.Fatal(err)
	}
	if got := robotText(t, server.body, "content"); len(got) > 4096 || !strings.HasSuffix(got, "…\n") {
		t.Errorf("%d bytes ending in %q", len(got), got[len(got)-20:])
	}
}

// The sign of milliseconds 1700000000000 and secret SECabc was worked out by
// printf '1700000000000\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64.
func TestDingTalkAddressIsSigned(t *testing.T) {
	server := openReceiver(t, http.StatusOK, `{"errcode":0,"errmsg":"ok"}`)
	robot := notices.DingTalk{Client: notices.NewWebhookClient(), Now: func() time.Time { return time.UnixMilli(1700000000000) }}
	if err := robot.Send(t.Context(), notices.Recipient{Address: server.URL + "/robot/send?access_token=a", Secret: "SECabc"}, letter()); err != nil {
		t.Fatal(err)
	}
	if want := "access_token=a&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D&timestamp=1700000000000"; server.query != want {
		t.Errorf("asked %s, want %s", server.query, want)
	}
	if text := robotText(t, server.body, "text"); !strings.HasPrefix(text, "### 指标：煤炭产量转为滞后\n") {
		t.Errorf("received %q", text)
	}
}

// What a receiver answers decides whether the same message is worth another attempt,
// and no error shows the address, which is a secret.
func TestAnswersOfReceivers(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		answer string
		robot  bool
		ok     bool
		final  bool
	}{
		{"taken", 200, "", false, true, false},
		{"not found", 404, "", false, false, true},
		{"no longer allowed", 401, "", false, false, true},
		{"fault of the receiver", 503, "", false, false, false},
		{"too many requests", 429, "", false, false, false},
		{"a redirect is not followed", 302, "", false, false, true},
		{"robot with a wrong key", 200, `{"errcode":93000,"errmsg":"invalid webhook url"}`, true, false, true},
		{"robot called too often", 200, `{"errcode":45009,"errmsg":"api freq out of limit"}`, true, false, false},
		{"a page instead of an answer", 200, `<html>`, true, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := openReceiver(t, test.status, test.answer)
			var channel notices.Channel = notices.Webhook{Client: notices.NewWebhookClient()}
			if test.robot {
				channel = notices.WeCom{Client: notices.NewWebhookClient()}
			}
			err := channel.Send(t.Context(), notices.Recipient{Address: server.URL + "/secret-key"}, letter())
			if (err == nil) != test.ok {
				t.Fatalf("answered %v", err)
			}
			var refusal *notices.Refusal
			if errors.As(err, &refusal) != test.final {
				t.Errorf("final is %v: %v", !test.final, err)
			}
			if err != nil && strings.Contains(err.Error(), "secret-key") {
				t.Errorf("the address is in %v", err)
			}
		})
	}
	away := openReceiver(t, 200, "")
	away.Close()
	err := notices.Webhook{Client: notices.NewWebhookClient()}.Send(t.Context(), notices.Recipient{Address: away.URL + "/secret-key"}, letter())
	if err == nil || strings.Contains(err.Error(), "secret-key") {
		t.Errorf("a receiver that is away: %v", err)
	}
}
