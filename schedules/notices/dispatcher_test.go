package notices_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// Three notices within a minute are one message with one entry a subject; the one that
// came twice says so.
func TestNoticesOfAMinuteAreOneMessage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channel := &parrot{}
		dispatcher, records := begin(t, map[string]notices.Channel{"parrot": channel}, person("a"))
		tell(t, dispatcher, failed("coal", "1"))
		time.Sleep(20 * time.Second)
		tell(t, dispatcher, failed("coal", "2"), failed("hydrogen", "1"), failed("coal", "1")) // the last one is known already
		time.Sleep(35 * time.Second)
		if heard := channel.heard(); len(heard) != 0 {
			t.Fatalf("%d messages before the minute was over", len(heard))
		}
		time.Sleep(20 * time.Second)
		heard := channel.heard()
		if len(heard) != 1 || len(heard[0].Entries) != 2 {
			t.Fatalf("heard %+v, want one message with two entries", heard)
		}
		first := heard[0].Entries[0]
		if first.Subject != "coal" || first.Times != 2 || first.Link != "https://zhibiao.example/schedules/coal" {
			t.Errorf("first entry is %+v", first)
		}
		if heard[0].Title != "zh:notice.title 2" {
			t.Errorf("title is %q", heard[0].Title)
		}
		time.Sleep(24 * time.Hour)
		if again := channel.heard(); len(again) != 1 {
			t.Errorf("told %d times", len(again))
		}
		if got := outcomes(t, records); !slices.Equal(got, []notices.Outcome{notices.Delivered}) {
			t.Errorf("recorded %v", got)
		}
	})
}

// A channel that is away for ten minutes is tried after 1 and 5 more minutes and, at
// 15 more, gets through: attempts at about 1, 2, 7 and 22 minutes.
func TestFailingChannelIsTriedAgainWithGrowingWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channel := &parrot{}
		start := time.Now()
		channel.answer = func(int) error {
			if time.Since(start) < 10*time.Minute {
				return errors.New("connection refused")
			}
			return nil
		}
		dispatcher, records := begin(t, map[string]notices.Channel{"parrot": channel}, person("a"))
		tell(t, dispatcher, failed("coal", "1"))
		time.Sleep(12 * time.Hour)
		want := []time.Duration{time.Minute, 2 * time.Minute, 7 * time.Minute, 22 * time.Minute}
		if len(channel.at) != len(want) {
			t.Fatalf("%d attempts, want %d", len(channel.at), len(want))
		}
		for i, at := range channel.at {
			if late := at.Sub(start) - want[i]; late < 0 || late > time.Minute {
				t.Errorf("attempt %d after %v, want %v", i+1, at.Sub(start), want[i])
			}
		}
		if got := outcomes(t, records); !slices.Equal(got, []notices.Outcome{notices.Failed, notices.Failed, notices.Failed, notices.Delivered}) {
			t.Errorf("recorded %v", got)
		}
	})
}

// A channel that never answers is given up after six attempts, and a later notice is
// tried on its own account.
func TestMessageIsGivenUpAfterTheLastWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channel := &parrot{answer: func(int) error { return errors.New("connection refused") }}
		dispatcher, records := begin(t, map[string]notices.Channel{"parrot": channel}, person("a"))
		tell(t, dispatcher, failed("coal", "1"))
		time.Sleep(48 * time.Hour)
		want := []notices.Outcome{notices.Failed, notices.Failed, notices.Failed, notices.Failed, notices.Failed, notices.GivenUp}
		if got := outcomes(t, records); !slices.Equal(got, want) {
			t.Fatalf("recorded %v, want %v", got, want)
		}
		tell(t, dispatcher, failed("coal", "2"))
		time.Sleep(90 * time.Second) // the first attempt comes after 60 to 70 seconds, the next one after 120
		heard := channel.heard()
		if last := heard[len(heard)-1]; len(heard) != 7 || last.Entries[0].Times != 1 {
			t.Errorf("%d attempts, the last with %+v", len(heard), last)
		}
	})
}

// A channel is away for 330 minutes. The six attempts to tell of coal come at about 1, 2, 7,
// 22, 82 and 322 minutes; what was told of hydrogen after 320 minutes is not given up with
// it: it is tried at about 322, 323, 328 and 343 minutes, and gets through.
func TestLaterNoticeIsNotGivenUpWithEarlierOnes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		channel := &parrot{answer: func(int) error {
			if time.Since(start) < 330*time.Minute {
				return errors.New("connection refused")
			}
			return nil
		}}
		dispatcher, records := begin(t, map[string]notices.Channel{"parrot": channel}, person("a"))
		tell(t, dispatcher, failed("coal", "1"))
		time.Sleep(320 * time.Minute)
		tell(t, dispatcher, failed("hydrogen", "1"))
		time.Sleep(12 * time.Hour)
		heard := channel.heard()
		if last := heard[len(heard)-1]; len(last.Entries) != 1 || last.Entries[0].Subject != "hydrogen" {
			t.Errorf("the last message is %+v, want hydrogen alone", last)
		}
		want := []notices.Outcome{notices.Failed, notices.Failed, notices.Failed, notices.Failed, notices.Failed, notices.GivenUp,
			notices.Failed, notices.Failed, notices.Failed, notices.Delivered}
		if got := outcomes(t, records); !slices.Equal(got, want) {
			t.Errorf("recorded %v, want %v", got, want)
		}
	})
}

func TestRefusalIsNotTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channel := &parrot{answer: func(int) error {
			return &notices.Refusal{Reason: schedules.NewReason("delivery.refused", "code", "550"), Detail: "no such user"}
		}}
		dispatcher, records := begin(t, map[string]notices.Channel{"parrot": channel}, person("a"))
		tell(t, dispatcher, failed("coal", "1"))
		time.Sleep(24 * time.Hour)
		if got := outcomes(t, records); !slices.Equal(got, []notices.Outcome{notices.GivenUp}) {
			t.Errorf("recorded %v", got)
		}
	})
}

// hanging is a channel that answers only when its time is up.
type hanging struct{}

func (hanging) Send(ctx context.Context, _ notices.Recipient, _ notices.Message) error {
	<-ctx.Done()
	return ctx.Err()
}

// broken is a channel with a fault of its own.
type broken struct{}

func (broken) Send(context.Context, notices.Recipient, notices.Message) error { panic("broken") }

// A channel that hangs and one that panics hold up neither telling nor the others.
func TestOneChannelHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		good := &parrot{}
		slow, bad := person("slow"), person("bad")
		slow.Channel, bad.Channel = "hanging", "broken"
		dispatcher, records := begin(t, map[string]notices.Channel{"parrot": good, "hanging": hanging{}, "broken": broken{}},
			slow, bad, person("zz"))
		before := time.Now()
		tell(t, dispatcher, failed("coal", "1"))
		if took := time.Since(before); took != 0 {
			t.Errorf("telling took %v", took)
		}
		time.Sleep(75 * time.Second)
		if len(good.heard()) != 1 {
			t.Fatal("the good channel waited for the bad ones")
		}
		time.Sleep(time.Minute)
		deliveries, err := records.Deliveries(t.Context(), time.Time{}, 0)
		if err != nil {
			t.Fatal(err)
		}
		reasons := map[string]string{}
		for _, delivery := range deliveries {
			if delivery.Reason != nil {
				reasons[delivery.Recipient] = delivery.Reason.Key
			}
		}
		if reasons["slow"] != "delivery.timeout" || reasons["bad"] != "delivery.unreachable" {
			t.Errorf("reasons are %v", reasons)
		}
	})
}

// Twenty notices, one every two minutes, are at most six messages within any hour, and
// every notice is told.
func TestMessagesAnHourAreLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channel := &parrot{}
		dispatcher, _ := begin(t, map[string]notices.Channel{"parrot": channel}, person("a"))
		for number := range 20 {
			tell(t, dispatcher, failed("feed-"+strconv.Itoa(number), "1"))
			time.Sleep(2 * time.Minute)
		}
		time.Sleep(3 * time.Hour)
		told := 0
		for i, message := range channel.heard() {
			told += len(message.Entries)
			if i >= 6 && channel.at[i].Sub(channel.at[i-6]) < time.Hour {
				t.Errorf("messages %d to %d came within %v", i-6, i, channel.at[i].Sub(channel.at[i-6]))
			}
		}
		if told != 20 {
			t.Errorf("told %d of 20 notices", told)
		}
	})
}

// Kinds, organisations, pause, rhythm and the moment of subscription decide who hears.
func TestEveryoneChoosesWhatTheyGet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// The bubble's clock starts at midnight UTC on 1 January 2000, a Saturday: 08:00 in
		// UTC+8. The next daily hour is eight o'clock on Sunday, the next weekly one on Monday.
		channel := map[string]*parrot{}
		channels := map[string]notices.Channel{}
		add := func(recipient notices.Recipient) notices.Recipient {
			recipient.Channel = recipient.Name
			channel[recipient.Name] = &parrot{}
			channels[recipient.Name] = channel[recipient.Name]
			return recipient
		}
		other := person("other-kind")
		other.Kinds = []notices.Kind{notices.Digest}
		energy := person("energy")
		energy.Organisations = []string{"O-ENERGY"}
		health := person("health")
		health.Organisations = []string{"O-HEALTH"}
		paused := person("paused")
		paused.Paused = true
		daily := person("daily")
		daily.Rhythm = notices.Daily
		weekly := person("weekly")
		weekly.Rhythm = notices.Weekly
		late := person("late")
		late.Since = time.Now().Add(time.Hour)
		dispatcher, _ := begin(t, channels, add(other), add(energy), add(health), add(paused), add(daily), add(weekly), add(late), add(person("all")))
		time.Sleep(time.Minute)
		notice := failed("coal", "1")
		notice.Organisations = []string{"O-ENERGY"}
		tell(t, dispatcher, notice)
		heard := func() []string {
			var names []string
			for name, channel := range channel {
				if len(channel.heard()) > 0 {
					names = append(names, name)
				}
			}
			slices.Sort(names)
			return names
		}
		time.Sleep(5 * time.Minute)
		if got := heard(); !slices.Equal(got, []string{"all", "energy"}) {
			t.Errorf("at once: %v", got)
		}
		time.Sleep(24 * time.Hour)
		if got := heard(); !slices.Equal(got, []string{"all", "daily", "energy"}) {
			t.Errorf("after a day: %v", got)
		}
		time.Sleep(24 * time.Hour)
		if got := heard(); !slices.Equal(got, []string{"all", "daily", "energy", "weekly"}) {
			t.Errorf("after two days: %v", got)
		}
	})
}

// A trial goes to its recipient only, at once, whatever they chose.
func TestTrialReachesItsRecipientOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mine, theirs := &parrot{}, &parrot{}
		me, them := person("me"), person("them")
		me.Rhythm, me.Channel, them.Channel = notices.Weekly, "mine", "theirs"
		dispatcher, _ := begin(t, map[string]notices.Channel{"mine": mine, "theirs": theirs}, me, them)
		tell(t, dispatcher, notices.Notice{ID: "trial:1", Kind: notices.Trial, Subject: "me", To: "me", Words: *schedules.NewReason("notice.trial")})
		time.Sleep(15 * time.Second)
		if len(mine.heard()) != 1 || len(theirs.heard()) != 0 {
			t.Errorf("mine %d, theirs %d", len(mine.heard()), len(theirs.heard()))
		}
	})
}
