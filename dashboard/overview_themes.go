package dashboard

import "zhibiao/metrics"

// ThemeSummary is how the items of one theme stand.
type ThemeSummary struct {
	Theme *metrics.Theme
	Tally Tally
	Worst *Item // nil when none calls for action
	Next  *Item // the one that falls due next, when nothing is behind; nil for none
}

func summariseThemes(items []Item, day metrics.Date) []ThemeSummary {
	byTheme := map[string][]Item{}
	var themes []*metrics.Theme
	for _, item := range items {
		if item.Theme == nil || !item.HasTarget() {
			continue
		}
		if byTheme[item.Theme.Code] == nil {
			themes = append(themes, item.Theme)
		}
		byTheme[item.Theme.Code] = append(byTheme[item.Theme.Code], item)
	}
	summaries := make([]ThemeSummary, 0, len(themes))
	for _, theme := range themes {
		summary := ThemeSummary{Theme: theme, Tally: newTally(byTheme[theme.Code])}
		if worst := worstFirst(byTheme[theme.Code]); len(worst) > 0 {
			summary.Worst = &worst[0]
		} else if due := dueNext(byTheme[theme.Code], day); len(due) > 0 {
			summary.Next = &due[0]
		}
		summaries = append(summaries, summary)
	}
	return summaries
}
