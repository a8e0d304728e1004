package dashboard_test

import (
	"testing"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

// The sentence stands only where an indicator lags and the forecast gives it at least an
// even chance: 0.5 belongs to the better word.
func TestBehindButLanding(t *testing.T) {
	for _, c := range []struct {
		status metrics.AssessmentStatus
		chance float64
		want   bool
	}{
		{metrics.FarBehind, 0.98, true},
		{metrics.Behind, 0.5, true},
		{metrics.Behind, 0.49, false},
		{metrics.OnSchedule, 0.98, false},
		{metrics.Missed, 0.98, false},
	} {
		item := dashboard.Item{Assessment: &metrics.Assessment{Status: c.status, Landing: &metrics.Landing{Probability: &c.chance}}, Target: &metrics.Target{}}
		if got := item.BehindButLanding(); got != c.want {
			t.Errorf("%s with a chance of %v: %t, want %t", c.status, c.chance, got, c.want)
		}
	}
}
