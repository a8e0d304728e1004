package notices_test

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"

	"zhibiao/schedules/notices"
	"zhibiao/schedules/notices/noticestest"
)

func mailServer(t *testing.T, text string) *notices.MailServer {
	t.Helper()
	server, err := notices.ParseMailServer(text)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func letter() notices.Message {
	return notices.Message{Title: "指标：煤炭产量转为滞后", Entries: []notices.Entry{{Kind: notices.StatusTurned, Subject: "COAL-OUTPUT",
		Text: "煤炭产量 <b>转为滞后", Details: []string{"今后每年需增加 0.64 个"}, Times: 1, Link: "https://zhibiao.example/indicators/COAL-OUTPUT", LinkText: "查看"}}}
}

// A letter goes through a whole SMTP conversation, encrypted by STARTTLS or from the
// first byte, and arrives as text and as HTML in which names stay text.
func TestMailArrives(t *testing.T) {
	for _, test := range []struct {
		name     string
		implicit bool
		scheme   string
	}{{"STARTTLS", false, "smtp"}, {"TLS from the first byte", true, "smtps"}} {
		t.Run(test.name, func(t *testing.T) {
			office := noticestest.OpenPostOffice(t, test.implicit)
			server := mailServer(t, test.scheme+"://zhibiao:right@"+office.Address+"?from=zhibiao@gov.example&ca="+office.Authority)
			recipient := notices.Recipient{Channel: notices.ChannelMail, Address: "statistics@gov.example"}
			if err := (notices.Mail{Server: server}).Send(t.Context(), recipient, letter()); err != nil {
				t.Fatal(err)
			}
			letters := office.Letters()
			if len(letters) != 1 || letters[0].To != "statistics@gov.example" || !letters[0].Secure {
				t.Fatalf("received %+v", letters)
			}
			subject, parts := readLetter(t, letters[0].Content)
			if subject != "指标：煤炭产量转为滞后" {
				t.Errorf("subject is %q", subject)
			}
			if plain := parts["text/plain"]; !strings.Contains(plain, "煤炭产量 <b>转为滞后") || !strings.Contains(plain, "今后每年需增加 0.64 个") ||
				!strings.Contains(plain, "https://zhibiao.example/indicators/COAL-OUTPUT") {
				t.Errorf("text is %q", plain)
			}
			if page := parts["text/html"]; !strings.Contains(page, "煤炭产量 &lt;b&gt;转为滞后") || strings.Contains(page, "<b>") {
				t.Errorf("page is %q", page)
			}
		})
	}
}

func readLetter(t *testing.T, text string) (string, map[string]string) {
	t.Helper()
	read, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	_, parameters, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	reader := multipart.NewReader(read.Body, parameters["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return subject, parts
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		parts[kind] = string(content)
	}
}

// A server that does not know the address refuses for good; wrong passwords,
// certificates of nobody we trust, and servers that are away may be mended.
func TestMailFailures(t *testing.T) {
	office := noticestest.OpenPostOffice(t, false)
	address, authority := office.Address, office.Authority
	closed, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nowhere := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, server, to string
		final            bool
	}{
		{"unknown address", "smtp://zhibiao:right@" + address + "?from=a@gov.example&ca=" + authority, "nobody@gov.example", true},
		{"wrong password", "smtp://zhibiao:wrong@" + address + "?from=a@gov.example&ca=" + authority, "b@gov.example", false},
		{"certificate of a stranger", "smtp://zhibiao:right@" + address + "?from=a@gov.example", "b@gov.example", false},
		{"server away", "smtp://" + nowhere + "?from=a@gov.example", "b@gov.example", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := notices.Mail{Server: mailServer(t, test.server)}.Send(t.Context(),
				notices.Recipient{Channel: notices.ChannelMail, Address: test.to}, letter())
			if err == nil {
				t.Fatal("sent")
			}
			var refusal *notices.Refusal
			if errors.As(err, &refusal) != test.final {
				t.Errorf("final is %v: %v", !test.final, err)
			}
			if strings.Contains(err.Error(), "wrong") && strings.Contains(err.Error(), "zhibiao:") {
				t.Errorf("the password is in %v", err)
			}
		})
	}
	if letters := office.Letters(); len(letters) != 0 {
		t.Errorf("%d letters were taken", len(letters))
	}
}

func TestMailServerAddressesThatMakeNoSense(t *testing.T) {
	for text, key := range map[string]string{
		"mail.gov.example":                            "mail_server.form",
		"http://mail.gov.example?from=a@b.example":    "mail_server.form",
		"smtp://:587?from=a@b.example":                "mail_server.form",
		"smtp://mail.gov.example":                     "mail_server.from",
		"smtp://mail.gov.example?from=nobody":         "mail_server.from",
		"smtp://m.example?from=a@b.example&tls=maybe": "mail_server.tls",
		"smtp://m.example?from=a@b.example&ca=/no/ca": "mail_server.ca",
	} {
		_, err := notices.ParseMailServer(text)
		if err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v, want %s", text, err, key)
		}
	}
	if shown := mailServer(t, "smtps://user:password@mail.gov.example?from=a@b.example").Shown(); shown != "mail.gov.example:465" {
		t.Errorf("shown as %q", shown)
	}
}
