package notices_test

import (
	"strings"
	"testing"

	"zhibiao/schedules/notices"
)

func TestRecipientsThatMakeNoSense(t *testing.T) {
	sound := notices.Recipient{Name: "statistics", Title: "统计科", Channel: notices.ChannelMail, Address: "a@gov.example",
		Language: "zh", Kinds: notices.Kinds(), Rhythm: notices.AtOnce}
	if err := sound.Check(); err != nil {
		t.Fatal(err)
	}
	for key, spoil := range map[string]func(*notices.Recipient){
		"recipient.name":     func(r *notices.Recipient) { r.Name = "../a" },
		"recipient.title":    func(r *notices.Recipient) { r.Title = " " },
		"recipient.channel":  func(r *notices.Recipient) { r.Channel = "fax" },
		"recipient.language": func(r *notices.Recipient) { r.Language = "fr" },
		"recipient.rhythm":   func(r *notices.Recipient) { r.Rhythm = "yearly" },
		"recipient.kinds":    func(r *notices.Recipient) { r.Kinds = nil },
		"recipient.kind":     func(r *notices.Recipient) { r.Kinds = []notices.Kind{notices.Trial} },
		"recipient.mail":     func(r *notices.Recipient) { r.Address = "a@gov.example\r\nBcc: b@gov.example" },
		"recipient.webhook":  func(r *notices.Recipient) { r.Channel, r.Address = notices.ChannelWebhook, "file:///etc/passwd" },
	} {
		recipient := sound
		spoil(&recipient)
		err := recipient.Check()
		if err == nil || strings.Fields(err.Error())[0] != key {
			t.Errorf("%s: %v", key, err)
		}
	}
	hook := notices.Recipient{Channel: notices.ChannelWeCom, Address: "https://robot.example/send?key=secret"}
	if shown := hook.ShownAddress(); shown != "https://robot.example/…" {
		t.Errorf("shown as %q", shown)
	}
}
