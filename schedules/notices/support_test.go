package notices_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/notices"
	"zhibiao/schedules/notices/noticestest"
)

// words is a wording that shows key and arguments, so that tests see what was said.
func words(language string, reason schedules.Reason) string {
	text := language + ":" + reason.Key
	for _, name := range slices.Sorted(maps.Keys(reason.Arguments)) {
		text += " " + reason.Arguments[name]
	}
	return text
}

// parrot is a channel that keeps what it is given and answers as it is told.
type parrot struct {
	mutex    sync.Mutex
	messages []notices.Message
	at       []time.Time
	answer   func(attempt int) error
}

func (p *parrot) Send(ctx context.Context, _ notices.Recipient, message notices.Message) error {
	p.mutex.Lock()
	p.messages = append(p.messages, message)
	p.at = append(p.at, time.Now())
	attempt, answer := len(p.messages), p.answer
	p.mutex.Unlock()
	if answer == nil {
		return nil
	}
	return answer(attempt)
}

func (p *parrot) heard() []notices.Message {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return slices.Clone(p.messages)
}

func failed(subject string, number string) notices.Notice {
	return notices.Notice{ID: "run_failed:" + subject + ":" + number, Kind: notices.RunFailed, Subject: subject,
		Words: *schedules.NewReason("notice.run_failed", "schedule", subject), Path: "/schedules/" + subject}
}

func person(name string) notices.Recipient {
	return notices.Recipient{Name: name, Title: "统计科", Channel: "parrot", Language: "zh", Kinds: notices.Kinds(), Rhythm: notices.AtOnce}
}

// begin starts a dispatcher on empty records within a synctest bubble.
func begin(t *testing.T, channels map[string]notices.Channel, recipients ...notices.Recipient) (*notices.Dispatcher, *noticestest.Memory) {
	t.Helper()
	records := &noticestest.Memory{}
	for _, recipient := range recipients {
		if err := records.SaveRecipient(t.Context(), recipient); err != nil {
			t.Fatal(err)
		}
	}
	dispatcher := notices.New(records, notices.Options{Channels: channels, Wording: words, PublicURL: "https://zhibiao.example/"})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { dispatcher.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
	return dispatcher, records
}

func tell(t *testing.T, dispatcher *notices.Dispatcher, list ...notices.Notice) {
	t.Helper()
	if err := dispatcher.Tell(t.Context(), list...); err != nil {
		t.Fatal(err)
	}
}

func outcomes(t *testing.T, records *noticestest.Memory) []notices.Outcome {
	t.Helper()
	deliveries, err := records.Deliveries(t.Context(), time.Time{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []notices.Outcome
	for _, delivery := range slices.Backward(deliveries) {
		list = append(list, delivery.Outcome)
	}
	return list
}
