package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/schedules"
)

// newScheduler wires the schedules to the jobs, the store and the calendar.
func (r *rooms) newScheduler(calendarFile string) (*schedules.Scheduler, error) {
	calendar, err := readCalendar(calendarFile)
	if err != nil {
		return nil, err
	}
	jobs := map[string]schedules.Job{}
	for name, job := range r.jobs() {
		jobs[name] = fenced(job)
	}
	return schedules.New(scheduleRecords{r.store}, jobs, schedules.Options{Logger: r.logger, CancelWait: jobCancelTimeout,
		Calendar: calendar, CheckArgument: r.checkJobArgument, Lease: scheduleLease{r.store.NewLease(instanceName(), warehouse.DefaultLeaseTimes())}}), nil
}

// instanceName names this process for people.
func instanceName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	return fmt.Sprintf("%s %d", host, os.Getpid())
}

// fenced lets a job publish only while its instance holds the lease, and marks those
// of its errors that can pass by themselves.
func fenced(job schedules.Job) schedules.Job {
	return func(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
		if occasion.Token > 0 {
			ctx = warehouse.Fenced(ctx, occasion.Token)
		}
		result, err := job(ctx, occasion)
		if mayPass(err) {
			err = schedules.Temporary(err)
		}
		return result, err
	}
}

// mayPass tells whether an error lies in a store or a source that cannot be reached now.
func mayPass(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	if problem := metrics.AsProblem(err); problem != nil {
		return slices.Contains([]string{"store.unreachable", "store.broken_off", "store.out_of_memory"}, problem.Key)
	}
	var network net.Error
	return errors.As(err, &network)
}

// scheduleLease lends the lease of the store to the schedules: the two rooms do not
// know each other.
type scheduleLease struct{ lease *warehouse.Lease }

func (l scheduleLease) Acquire(ctx context.Context) (schedules.Grant, error) {
	token, until, err := l.lease.Acquire(ctx)
	return schedules.Grant{Token: token, Until: until}, leaseError(err)
}

func (l scheduleLease) Renew(ctx context.Context, grant schedules.Grant) (schedules.Grant, error) {
	until, err := l.lease.Renew(ctx, grant.Token)
	if err != nil {
		return grant, leaseError(err)
	}
	return schedules.Grant{Token: grant.Token, Until: until}, nil
}

func (l scheduleLease) Release(ctx context.Context, grant schedules.Grant) error {
	return l.lease.Release(ctx, grant.Token)
}

func leaseError(err error) error {
	switch {
	case errors.Is(err, warehouse.ErrLeaseHeld):
		return fmt.Errorf("%w: %w", schedules.ErrLeaseHeld, err)
	case errors.Is(err, warehouse.ErrLeaseLost):
		return fmt.Errorf("%w: %w", schedules.ErrLeaseLost, err)
	}
	return err
}

// calendarInterval is the time between two looks at the calendar file.
const calendarInterval = time.Minute

// readCalendar reads the calendar of the program and puts a file over it; without a
// path there is no file.
func readCalendar(path string) (*schedules.Calendar, error) {
	calendar, err := schedules.ChinaCalendar()
	if err != nil || path == "" {
		return calendar, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	own, err := schedules.ParseCalendar(file)
	if err != nil {
		return nil, fmt.Errorf("calendar %s: %w", path, err)
	}
	return calendar.Over(own), nil
}

// watchCalendar reads the calendar file again each time it has changed. A file that
// cannot be read leaves the calendar as it is.
func (r *rooms) watchCalendar(ctx context.Context, path string) {
	if path == "" {
		return
	}
	read := modified(path)
	ticker := time.NewTicker(calendarInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := modified(path)
		if now.Equal(read) {
			continue
		}
		calendar, err := readCalendar(path)
		if err == nil {
			err = r.scheduler.UseCalendar(ctx, calendar)
		}
		if err != nil {
			r.logger.Error("the calendar file cannot be used; the calendar stays as it is", "file", path, "error", err)
			continue
		}
		read = now
		r.logger.Warn("the calendar file was read again", "file", path, "years", calendar.Years())
	}
}

func modified(path string) time.Time {
	about, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return about.ModTime()
}
