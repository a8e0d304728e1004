package notices

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"zhibiao/schedules"
)

// Mail sends messages over a mail server, as text and as simple HTML, with the files
// that belong to them.
type Mail struct {
	Server *MailServer
	Files  fs.FS // where attachments lie; nil: there are none
}

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
	if err := m.attach(letter, message.Attachments); err != nil {
		return err
	}
	client, err := gomail.NewClient(m.Server.host, m.Server.options()...)
	if err != nil {
		return fmt.Errorf("mail client: %w", err)
	}
	if err := client.DialAndSendWithContext(ctx, letter); err != nil {
		return mailFailure(err)
	}
	return nil
}

// attach reads the files of a message. One that is gone will not come back.
func (m Mail) attach(letter *gomail.Msg, attachments []Attachment) error {
	for _, attachment := range attachments {
		content, err := fs.ReadFile(m.folder(), attachment.Path)
		if err != nil {
			return &Refusal{Reason: schedules.NewReason("delivery.attachment", "file", attachment.Name), Detail: err.Error()}
		}
		letter.AttachReadSeeker(attachment.Name, bytes.NewReader(content))
	}
	return nil
}

func (m Mail) folder() fs.FS {
	if m.Files == nil {
		return noFiles{}
	}
	return m.Files
}

// noFiles is a folder without files.
type noFiles struct{}

// Open finds nothing.
func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// mailFailure tells an answer that will not change from a fault that may pass.
func mailFailure(err error) error {
	var sending *gomail.SendError
	if errors.As(err, &sending) && !sending.IsTemp() && sending.ErrorCode() >= 500 {
		return &Refusal{Reason: schedules.NewReason("delivery.refused", "code", strconv.Itoa(sending.ErrorCode())), Detail: sending.Error()}
	}
	return fmt.Errorf("mail: %w", err)
}

func letterTemplate() *template.Template {
	return template.Must(template.New("letter").Parse(`<!doctype html><html><body style="font:15px/1.6 sans-serif;color:#1c2530">
<h1 style="font-size:18px">{{.Title}}</h1><ul>{{range .Entries}}<li>{{.Text}}{{if .Link}} <a href="{{.Link}}">{{.LinkText}}</a>{{end}}{{if .Details}}<ul>{{range .Details}}<li>{{.}}</li>{{end}}</ul>{{end}}</li>{{end}}</ul>{{with .MoreText}}<p>{{.}}</p>{{end}}</body></html>
`))
}
