package notices

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"zhibiao/schedules"
)

// Mail sends messages over a mail server, as text and as simple HTML.
type Mail struct{ Server *MailServer }

// Send hands the message to the server. A 5xx answer is a Refusal.
func (m Mail) Send(ctx context.Context, recipient Recipient, message Message) error {
	if m.Server == nil {
		return schedules.NewReason("delivery.no_mail_server")
	}
	letter := gomail.NewMsg()
	if err := errors.Join(letter.From(m.Server.from), letter.To(recipient.Address)); err != nil {
		return &Refusal{Reason: schedules.NewReason("recipient.mail", "value", recipient.Address), Detail: err.Error()}
	}
	letter.Subject(message.Title)
	letter.SetDate()
	letter.SetMessageID()
	letter.SetGenHeader(gomail.Header("Auto-Submitted"), "auto-generated") // so that absence notes do not answer
	letter.SetBodyString(gomail.TypeTextPlain, message.plain())
	var page strings.Builder
	if err := letterTemplate().Execute(&page, message); err != nil {
		return fmt.Errorf("letter: %w", err)
	}
	letter.AddAlternativeString(gomail.TypeTextHTML, page.String())
	client, err := gomail.NewClient(m.Server.host, m.Server.options()...)
	if err != nil {
		return fmt.Errorf("mail client: %w", err)
	}
	if err := client.DialAndSendWithContext(ctx, letter); err != nil {
		return mailFailure(err)
	}
	return nil
}

// mailFailure tells an answer that will not change from a fault that may pass.
func mailFailure(err error) error {
	var sending *gomail.SendError
	if errors.As(err, &sending) && !sending.IsTemp() && sending.ErrorCode() >= 500 {
		return &Refusal{Reason: schedules.NewReason("delivery.refused", "code", fmt.Sprint(sending.ErrorCode())), Detail: sending.Error()}
	}
	return fmt.Errorf("mail: %w", err)
}

func letterTemplate() *template.Template {
	return template.Must(template.New("letter").Parse(`<!doctype html><html><body style="font:15px/1.6 sans-serif;color:#1c2530">
<h1 style="font-size:18px">{{.Title}}</h1><ul>{{range .Entries}}<li>{{.Text}}{{if .Link}} <a href="{{.Link}}">{{.LinkText}}</a>{{end}}{{if .Details}}<ul>{{range .Details}}<li>{{.}}</li>{{end}}</ul>{{end}}</li>{{end}}</ul>{{with .MoreText}}<p>{{.}}</p>{{end}}</body></html>
`))
}
