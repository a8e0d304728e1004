package metrics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
)

// A token may only take away from the scope of its account. An account that has lost every
// area of the token leaves nothing, and not everything.
func TestTokenNarrowsTheScope(t *testing.T) {
	for name, test := range map[string]struct {
		own, asked, want []string
		covered          bool
	}{
		"neither is bound":         {nil, nil, nil, true},
		"only the account is":      {[]string{"150622"}, nil, []string{"150622"}, true},
		"only the token is":        {nil, []string{"150622"}, []string{"150622"}, true},
		"the token asks for less":  {[]string{"150622", "150621"}, []string{"150621"}, []string{"150621"}, true},
		"the account has lost one": {[]string{"150622"}, []string{"150621", "150622"}, []string{"150622"}, true},
		"the account has lost all": {[]string{"150622"}, []string{"150621"}, nil, false},
	} {
		areas, covered := metrics.Token{Areas: test.asked}.Narrow(metrics.Account{Areas: test.own})
		if diff := cmp.Diff(test.want, areas.Areas); diff != "" || covered != test.covered {
			t.Errorf("%s: areas %v, covered %t, want %v, %t", name, areas.Areas, covered, test.want, test.covered)
		}
		organisations, covered := metrics.Token{Organisations: test.asked}.Narrow(metrics.Account{Organisations: test.own})
		if diff := cmp.Diff(test.want, organisations.Organisations); diff != "" || covered != test.covered {
			t.Errorf("%s: organisations %v, covered %t, want %v, %t", name, organisations.Organisations, covered, test.want, test.covered)
		}
	}
}

func TestTokenEnds(t *testing.T) {
	end := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	token := metrics.Token{ExpiresAt: end}
	if !token.Active(end.Add(-time.Nanosecond)) || token.Active(end) || token.Active(end.Add(time.Hour)) {
		t.Error("a token ends at the moment of its expiry")
	}
	token.RevokedAt = &end
	if token.Active(end.Add(-time.Hour)) {
		t.Error("a revoked token is not active")
	}
}
