package metrics

// WithFeeds returns the catalogue with these feeds in place of those with the same
// codes, or behind them. The catalogue itself stays as it is, and everything else is
// shared with it.
func (c *Catalogue) WithFeeds(kept []Feed) *Catalogue {
	if len(kept) == 0 {
		return c
	}
	with := *c
	with.Feeds = make([]Feed, 0, len(c.Feeds)+len(kept))
	waiting := map[string]Feed{}
	for _, feed := range kept {
		waiting[feed.Code] = feed
	}
	for _, feed := range c.Feeds {
		if edited, found := waiting[feed.Code]; found {
			feed = edited
			delete(waiting, feed.Code)
		}
		with.Feeds = append(with.Feeds, feed)
	}
	for _, feed := range kept {
		if _, found := waiting[feed.Code]; found {
			with.Feeds = append(with.Feeds, feed)
		}
	}
	with.feeds = index(with.Feeds, func(f *Feed) string { return f.Code })
	return &with
}
