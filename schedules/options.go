package schedules

import (
	"context"
	"log/slog"
	"time"
)

// Options are the settings of a Scheduler. Zero values mean the defaults.
type Options struct {
	Now    func() time.Time // the clock; default time.Now
	Logger *slog.Logger     // default: nothing is logged
	// MaxConcurrent is how many jobs run at the same time; default 4. A run that has
	// no free place waits. An abandoned run does not hold a place.
	MaxConcurrent int
	// MaxPerSource is how many jobs with the same Source run at the same time; default 1.
	MaxPerSource int
	// CheckArgument tells whether a job can work with the argument of a schedule, before the
	// schedule is saved: a *Reason in its error is told beside the field; default: any can.
	CheckArgument func(ctx context.Context, schedule Schedule) error
	// Calendar tells working days; default: weekends are off.
	Calendar *Calendar
	// Lease lets one of several instances act; default: this one always does.
	Lease Lease
	// LeaseInterval is the time between two renewals of the lease, and between two looks
	// at what other instances ask for; default 5 seconds. It must be well below the time
	// that the lease grants.
	LeaseInterval time.Duration
	// Tick is the longest time between two looks at the stored schedules and at the
	// clock; default 1 minute.
	Tick time.Duration
	// Grace is how late a due time may be noticed and still count as on time; default 2 minutes.
	Grace time.Duration
	// CancelWait is how long a cancelled job may take to return before it is abandoned; default 10 seconds.
	CancelWait time.Duration
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.MaxConcurrent <= 0 {
		o.MaxConcurrent = 4
	}
	if o.MaxPerSource <= 0 {
		o.MaxPerSource = 1
	}
	if o.LeaseInterval <= 0 {
		o.LeaseInterval = 5 * time.Second
	}
	if o.Tick <= 0 {
		o.Tick = time.Minute
	}
	if o.Grace <= 0 {
		o.Grace = 2 * time.Minute
	}
	if o.CancelWait <= 0 {
		o.CancelWait = 10 * time.Second
	}
	return o
}
