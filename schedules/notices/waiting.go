package notices

import (
	"context"
	"fmt"
)

// Waiting returns how many notices wait to be sent, counted once for each recipient
// that has not got them yet. Recipients that are paused wait for nothing.
func (d *Dispatcher) Waiting(ctx context.Context) (int, error) {
	since := d.options.Now().Add(-oldest)
	recipients, err := d.Recipients(ctx)
	if err != nil {
		return 0, err
	}
	notices, err := d.records.Notices(ctx, since, 0)
	if err != nil {
		return 0, fmt.Errorf("read notices: %w", err)
	}
	deliveries, err := d.records.Deliveries(ctx, since, 0)
	if err != nil {
		return 0, fmt.Errorf("read deliveries: %w", err)
	}
	count := 0
	for _, recipient := range recipients {
		if !recipient.Paused {
			count += len(bookOf(recipient, notices, deliveries).waiting)
		}
	}
	return count, nil
}
