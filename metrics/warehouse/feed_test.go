package warehouse_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func feedCodes(feeds []metrics.Feed) []string {
	var codes []string
	for _, feed := range feeds {
		codes = append(codes, feed.Code)
	}
	return codes
}

func TestKeptFeedsStandBesideThoseOfTheCatalogue(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		run := load(t, store, clock, metrics.RunLoading)
		run.Feed = metrics.CatalogueFeed
		catalogue := (&metrics.Catalogue{Feeds: []metrics.Feed{{Code: "coal", NameZh: "煤炭", Review: true}, {Code: "wind", NameZh: "风电"}}}).Index()
		must(t, store.SaveCatalogue(ctx, run, catalogue))
		run.State = metrics.RunPublished
		must(t, store.RecordRun(ctx, run))
		before := clock.advance(time.Second)
		first, err := store.SaveFeed(ctx, metrics.Feed{Code: "coal", NameZh: "煤炭'\"\\", SavedBy: "wang", Reason: "名称",
			Source: metrics.FeedSource{Kind: metrics.SourceHTTP, Address: "https://example.org/a.csv", Secret: "coal"}})
		must(t, err)
		clock.advance(time.Second)
		second, err := store.SaveFeed(ctx, metrics.Feed{Code: "coal", NameZh: "煤炭月报", SavedBy: "li", Approval: metrics.ApprovalSecondPerson})
		must(t, err)
		_, err = store.SaveFeed(ctx, metrics.Feed{Code: "added", NameZh: "新增", SavedBy: "li"})
		must(t, err)

		feeds, err := store.Feeds(ctx)
		must(t, err)
		if got, want := feedCodes(feeds), []string{"coal", "wind", "added"}; !slices.Equal(got, want) {
			t.Fatalf("feeds %v, want %v", got, want)
		}
		if diff := cmp.Diff(second, feeds[0]); diff != "" {
			t.Errorf("coal as it is now (-want +got):\n%s", diff)
		}
		if !second.Review || !second.SecondPerson() || !second.Kept {
			t.Errorf("a feed with a second person is %+v", second)
		}
		now, err := store.Catalogue(ctx)
		must(t, err)
		if now.Feed("added") == nil || now.Feed("coal").NameZh != "煤炭月报" {
			t.Errorf("the catalogue has feeds %+v", now.Feeds)
		}
		if again, err := store.Catalogue(ctx); err != nil || again != now {
			t.Errorf("the catalogue is another one although nothing has changed: %v", err)
		}
		earlier, err := store.CatalogueAt(ctx, before)
		must(t, err)
		if earlier.Feed("added") != nil || earlier.Feed("coal").NameZh != "煤炭" {
			t.Errorf("the catalogue of before has feeds %+v", earlier.Feeds)
		}
		versions, err := store.FeedVersions(ctx, "coal")
		must(t, err)
		if diff := cmp.Diff([]metrics.Feed{second, first}, versions); diff != "" {
			t.Errorf("versions of coal (-want +got):\n%s", diff)
		}
		if none, err := store.FeedVersions(ctx, ""); len(none) > 0 || err != nil {
			t.Errorf("versions of no feed: %v, %v", none, err)
		}
	})
}

func TestFeedMemory(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		if none, err := store.FeedMemory(ctx, "coal"); err != nil || none != (metrics.FeedMemory{}) {
			t.Fatalf("nothing is remembered yet: %+v, %v", none, err)
		}
		for _, tag := range []string{`"1"`, `W/"2"`} {
			clock.advance(time.Second)
			want := metrics.FeedMemory{Terms: "t", ETag: tag, FileHash: "ab", FetchedAt: clock.now.UTC().Truncate(time.Second)}
			must(t, store.RememberFeed(ctx, "coal", want))
			got, err := store.FeedMemory(ctx, "coal")
			must(t, err)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("memory (-want +got):\n%s", diff)
			}
		}
	})
}

func TestLooksOfAllFeeds(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		for i, feed := range []string{"coal", "power", "coal"} {
			must(t, store.KeepFeedLook(t.Context(), feed, metrics.FeedLook{Actor: fmt.Sprint("look ", i), At: clock.now}))
			clock.advance(time.Second)
		}
		looks, err := store.FeedLooks(t.Context())
		must(t, err)
		if len(looks) != 2 || looks["coal"].Actor != "look 2" || looks["power"].Actor != "look 1" {
			t.Errorf("looks %+v, want the newest of coal and of power", looks)
		}
	})
}
