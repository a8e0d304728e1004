package notices_test

import (
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"
	"testing/fstest"

	"zhibiao/schedules/notices"
	"zhibiao/schedules/notices/noticestest"
)

// A report arrives as the file that it is, under its Chinese name.
func TestMailCarriesFiles(t *testing.T) {
	office := noticestest.OpenPostOffice(t, false)
	channel := notices.Mail{Server: mailServer(t, "smtp://zhibiao:right@"+office.Address+"?from=zhibiao@gov.example&ca="+office.Authority),
		Files: fstest.MapFS{"reports/monthly/监测表.xlsx": {Data: []byte("PK\x03\x04 any bytes \x00\xff")}}}
	recipient := notices.Recipient{Channel: notices.ChannelMail, Address: "statistics@gov.example"}
	message := letter()
	message.Attachments = []notices.Attachment{{Name: "监测表.xlsx", Path: "reports/monthly/监测表.xlsx"}}
	if err := channel.Send(t.Context(), recipient, message); err != nil {
		t.Fatal(err)
	}
	read, err := mail.ReadMessage(strings.NewReader(office.Letters()[0].Content))
	if err != nil {
		t.Fatal(err)
	}
	kind, parameters, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatalf("the letter is %s, %v", kind, err)
	}
	found := false
	for reader := multipart.NewReader(read.Body, parameters["boundary"]); ; {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		disposition, names, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		if disposition != "attachment" {
			continue
		}
		name, err := new(mime.WordDecoder).DecodeHeader(names["filename"])
		content, err2 := io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		found = true
		if name != "监测表.xlsx" || string(content) != "PK\x03\x04 any bytes \x00\xff" {
			t.Errorf("attached %q with %q", name, content)
		}
	}
	if !found {
		t.Error("the letter has no attachment")
	}
}

// A file that is gone is told as a delivery that will not succeed, and so is a path out
// of the folder.
func TestMailWithoutItsFile(t *testing.T) {
	office := noticestest.OpenPostOffice(t, false)
	server := mailServer(t, "smtp://zhibiao:right@"+office.Address+"?from=zhibiao@gov.example&ca="+office.Authority)
	for _, channel := range []notices.Mail{{Server: server}, {Server: server, Files: fstest.MapFS{}}} {
		for _, path := range []string{"reports/gone.xlsx", "../secret"} {
			message := letter()
			message.Attachments = []notices.Attachment{{Name: "gone.xlsx", Path: path}}
			err := channel.Send(t.Context(), notices.Recipient{Channel: notices.ChannelMail, Address: "a@gov.example"}, message)
			var refusal *notices.Refusal
			if !errors.As(err, &refusal) || refusal.Reason.Key != "delivery.attachment" {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if len(office.Letters()) != 0 {
		t.Errorf("%d letters were taken", len(office.Letters()))
	}
}
