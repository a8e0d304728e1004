package dashboard

import (
	"context"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/schedules/notices"
)

const (
	bellSince   = 7 * 24 * time.Hour
	bellFreshes = 20 * time.Second // the bell looks so often at most, whatever the number of readers
	bellMost    = 99
)

// bell keeps the moments of the latest notices, so that every page can say how many a
// reader has not seen without asking the store each time.
type bell struct {
	mutex    sync.Mutex
	lookedAt time.Time
	told     []time.Time
}

// unseen counts the notices of the last week that came since a reader looked. A store
// that does not answer rings no bell; the page itself will say so.
func (b *bell) unseen(ctx context.Context, source Notices, now, seen time.Time) int {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.lookedAt.IsZero() || now.Sub(b.lookedAt) >= bellFreshes {
		list, err := source.Notices(ctx, now.Add(-bellSince), shownNotices)
		if err != nil {
			return 0
		}
		b.told, b.lookedAt = b.told[:0], now
		for _, notice := range list {
			if notice.Kind != notices.Trial {
				b.told = append(b.told, notice.RecordedAt)
			}
		}
	}
	count := 0
	for _, moment := range b.told {
		if moment.After(seen) {
			count++
		}
	}
	return min(count, bellMost)
}

// unseenNotices is the number on the bell of a page.
func (s *Server) unseenNotices(c echo.Context) int {
	if s.dependencies.Notices == nil {
		return 0
	}
	return s.bell.unseen(c.Request().Context(), s.dependencies.Notices, s.dependencies.Now(), noticesSeen(c))
}
