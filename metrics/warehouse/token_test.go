package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestTokensAreFoundByTheirDigest(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		token := metrics.Token{Code: "ABC", Digest: "d1", Account: "wang", Name: "报表'\"\\</script>", Rights: []string{"look"},
			Areas: []string{"150622"}, ExpiresAt: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), SavedBy: "wang"}
		saved, err := store.SaveToken(ctx, token)
		must(t, err)
		found, err := store.Token(ctx, "d1")
		must(t, err)
		if diff := cmp.Diff(&saved, found); diff != "" {
			t.Errorf("token (-want +got):\n%s", diff)
		}
		clock.advance(time.Second)
		moment := time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)
		token.RevokedAt, token.RevokedBy, token.SavedBy = &moment, "admin", "admin"
		revoked, err := store.SaveToken(ctx, token)
		must(t, err)
		tokens, err := store.Tokens(ctx)
		must(t, err)
		if diff := cmp.Diff([]metrics.Token{revoked}, tokens); diff != "" {
			t.Errorf("tokens (-want +got):\n%s", diff)
		}
		for _, digest := range []string{"", "ABC", "d2"} {
			if none, err := store.Token(ctx, digest); none != nil || err != nil {
				t.Errorf("token %q: %v, %v, want none", digest, none, err)
			}
		}
		must(t, store.KeepTokenUse(ctx, metrics.TokenUse{Code: "ABC", Day: metrics.NewDate(2029, 5, 1)}))
		clock.advance(time.Second)
		must(t, store.KeepTokenUse(ctx, metrics.TokenUse{Code: "ABC", Day: metrics.NewDate(2029, 5, 2)}))
		uses, err := store.TokenUses(ctx)
		must(t, err)
		if diff := cmp.Diff([]metrics.TokenUse{{Code: "ABC", Day: metrics.NewDate(2029, 5, 2)}}, uses); diff != "" {
			t.Errorf("uses (-want +got):\n%s", diff)
		}
	})
}
