package warehouse_test

import (
	"testing"
	"time"

	"zhibiao/metrics/warehouse"
)

func TestInstancesShareASecret(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		first, err := store.SharedSecret(t.Context(), "attempts")
		must(t, err)
		clock.advance(time.Second)
		again, err := store.SharedSecret(t.Context(), "attempts")
		must(t, err)
		other, err := store.SharedSecret(t.Context(), "other")
		must(t, err)
		if len(first) < 26 || again != first || other == first { // 26 digits of base32: 128 bits
			t.Errorf("secrets %q, %q again, and %q of another name", first, again, other)
		}
	})
}
