package notices

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

const (
	sendTimeout = 30 * time.Second
	// groupFor is how long the first notice waits for others to join its message.
	groupFor = time.Minute
	// mostAnHour bounds the messages to one recipient; what comes beyond waits and
	// goes out together.
	mostAnHour = 6
	// oldest bounds what is still told: a notice of last month helps nobody.
	oldest = 8 * 24 * time.Hour
	// tick is how often the dispatcher looks.
	tick = 10 * time.Second
)

// waits are the pauses before the second and later attempts; after the last one a
// message is given up.
func waits() []time.Duration {
	return []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
}

// Options are what a Dispatcher needs beside its records.
type Options struct {
	Channels map[string]Channel // by name; a recipient of another channel is told why nothing comes
	Wording  Wording
	// PublicURL is where people reach the pages, such as https://zhibiao.example; empty:
	// messages carry no links.
	PublicURL string
	// Leading tells whether this process sends; nil: always. With several processes on
	// one store exactly one must.
	Leading func() bool
	Zone    *time.Location // of the hours of daily and weekly messages; nil: UTC+8
	Now     func() time.Time
	Logger  *slog.Logger
}

// Dispatcher sends what recipients want to know.
type Dispatcher struct {
	records  Records
	options  Options
	composer composer

	mutex sync.Mutex
	busy  map[string]bool // recipients to whom a message is on its way
	wake  chan struct{}
	sends sync.WaitGroup
}

// New returns a dispatcher; Run starts it.
func New(records Records, options Options) *Dispatcher {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Zone == nil {
		options.Zone = time.FixedZone("UTC+8", 8*60*60)
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.Leading == nil {
		options.Leading = func() bool { return true }
	}
	return &Dispatcher{records: records, options: options, busy: map[string]bool{}, wake: make(chan struct{}, 1),
		composer: composer{wording: options.Wording, publicURL: options.PublicURL}}
}

// Tell records notices. It does not wait for any channel.
func (d *Dispatcher) Tell(ctx context.Context, notices ...Notice) error {
	for _, notice := range notices {
		if notice.OccurredAt.IsZero() {
			notice.OccurredAt = d.options.Now()
		}
		notice.RecordedAt = d.options.Now()
		if err := d.records.SaveNotice(ctx, notice); err != nil {
			return fmt.Errorf("record notice %s: %w", notice.ID, err)
		}
	}
	select {
	case d.wake <- struct{}{}:
	default:
	}
	return nil
}

// Run sends until the context ends, and waits then for messages on their way.
func (d *Dispatcher) Run(ctx context.Context) {
	defer d.sends.Wait()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		if d.options.Leading() {
			if err := d.round(ctx); err != nil && ctx.Err() == nil {
				d.options.Logger.Error("notices could not be read", "detail", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-d.wake:
		}
	}
}

// round starts a message to every recipient for whom one is due. Each is sent on its
// own, so that a channel that hangs holds up nobody else.
func (d *Dispatcher) round(ctx context.Context) error {
	now := d.options.Now()
	recipients, err := d.records.Recipients(ctx)
	if err != nil {
		return err
	}
	notices, err := d.records.Notices(ctx, now.Add(-oldest), 0)
	if err != nil || len(notices) == 0 {
		return err
	}
	deliveries, err := d.records.Deliveries(ctx, now.Add(-oldest), 0)
	if err != nil {
		return err
	}
	for _, recipient := range recipients {
		book := bookOf(recipient, notices, deliveries)
		if !book.due(now, d.options.Zone) || !d.claim(recipient.Name) {
			continue
		}
		d.sends.Go(func() {
			defer d.release(recipient.Name)
			d.send(ctx, recipient, book)
		})
	}
	return nil
}

// claim marks a recipient as being sent to; false when one is on its way already.
func (d *Dispatcher) claim(recipient string) bool {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.busy[recipient] {
		return false
	}
	d.busy[recipient] = true
	return true
}

func (d *Dispatcher) release(recipient string) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	delete(d.busy, recipient)
}

// send makes one attempt and records it.
func (d *Dispatcher) send(ctx context.Context, recipient Recipient, book book) {
	delivery := Delivery{ID: rand.Text(), Recipient: recipient.Name, Channel: recipient.Channel,
		Attempt: book.attempts + 1, Outcome: Delivered}
	for _, notice := range book.waiting {
		delivery.Notices = append(delivery.Notices, notice.ID)
	}
	if err := d.deliver(ctx, recipient, d.composer.compose(recipient, book.waiting)); err != nil {
		if ctx.Err() != nil {
			return // the program stops; the next start tries again
		}
		var final bool
		delivery.Reason, final = failure(err)
		delivery.Outcome, delivery.Detail = Failed, err.Error()
		switch {
		case final:
			delivery.Outcome = GivenUp
		case delivery.Attempt > len(waits()):
			delivery.Outcome, delivery.Notices = GivenUp, book.exhausted()
		}
		d.options.Logger.Warn("a message was not delivered", "recipient", recipient.Name, "channel", recipient.Channel,
			"attempt", delivery.Attempt, "detail", err)
	}
	delivery.At = d.options.Now()
	if err := d.records.RecordDelivery(context.WithoutCancel(ctx), delivery); err != nil {
		d.options.Logger.Error("a delivery could not be recorded", "recipient", recipient.Name, "detail", err)
	}
}

func (d *Dispatcher) deliver(ctx context.Context, recipient Recipient, message Message) (err error) {
	channel := d.options.Channels[recipient.Channel]
	if channel == nil {
		return &Refusal{Reason: noChannel(recipient.Channel), Detail: "no such channel"}
	}
	defer func() {
		if cause := recover(); cause != nil { // a fault in one channel must not end the program
			err = fmt.Errorf("channel %s: %v", recipient.Channel, cause)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	return channel.Send(ctx, recipient, message)
}
