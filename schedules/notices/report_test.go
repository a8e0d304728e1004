package notices_test

import (
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// A report goes to the one recipient it was ordered for, at once although that one
// chose weekly messages and did not choose its kind, with its file.
func TestAReportGoesToItsRecipientAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channel := &parrot{}
		leader, other := person("leader"), person("other")
		leader.Rhythm, leader.Kinds = notices.Weekly, []notices.Kind{notices.Digest}
		dispatcher, _ := begin(t, map[string]notices.Channel{"parrot": channel}, leader, other)
		tell(t, dispatcher, notices.Notice{ID: "report:monthly:1", Kind: notices.Report, Subject: "monthly", To: "leader",
			Words: *schedules.NewReason("notice.report"), Attachments: []notices.Attachment{{Name: "a.xlsx", Path: "reports/a.xlsx"}}})
		time.Sleep(time.Minute)
		heard := channel.heard()
		if len(heard) != 1 || len(heard[0].Attachments) != 1 || heard[0].Attachments[0].Path != "reports/a.xlsx" {
			t.Fatalf("heard %+v", heard)
		}
	})
}
