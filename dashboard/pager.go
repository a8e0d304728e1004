package dashboard

import (
	"fmt"
	"strconv"

	"zhibiao/metrics"
)

// rowsOfPage is how many rows of a long list one page shows: more make it slow to
// read on a telephone and to draw anywhere.
const rowsOfPage = 100

// Pager says which part of a long list a page shows. Pages count from 1.
type Pager struct {
	Current, Last   int
	From, To, Total int // rows, From and To included
	Pages           []int
	Whole           bool // all rows stand on one page because somebody asked for them
	OffersWhole     bool // all rows may be asked for on one page

	link func(page string) string // the address of a page of the list
}

// newPager reads the page number of an address; an empty text is the first page.
func newPager(number string, total int) (Pager, error) { return newPagerOf(number, total, rowsOfPage) }

// newPagerOf is newPager for pages of so many rows.
func newPagerOf(number string, total, rows int) (Pager, error) {
	last := max(1, (total+rows-1)/rows)
	current := 1
	if number != "" {
		read, err := strconv.Atoi(number)
		if err != nil || read < 1 || read > last {
			return Pager{}, badRequest(metrics.NewProblem("filter.page", "value", number, "last", strconv.Itoa(last)))
		}
		current = read
	}
	pager := Pager{Current: current, Last: last, Total: total,
		From: min(total, (current-1)*rows+1), To: min(total, current*rows)}
	for page := range last {
		pager.Pages = append(pager.Pages, page+1)
	}
	return pager, nil
}

// Previous and Next are the neighbouring pages, 0 where there is none.
func (p Pager) Previous() int { return p.Current - 1 }

// Next is the following page, 0 on the last.
func (p Pager) Next() int {
	if p.Current == p.Last {
		return 0
	}
	return p.Current + 1
}

// Link is the address of a page, of the first for an empty text.
func (p Pager) Link(page any) string { return p.link(fmt.Sprint(page)) }

// address is how addresses name the page that is shown; they do not name the first.
func (p Pager) address() string {
	if p.Current == 1 {
		return ""
	}
	return strconv.Itoa(p.Current)
}

// part returns which rows of a group stand on the page, from first up to before last, when
// so many rows of other groups stand before it; none unless first is less than last.
func (p Pager) part(before, count int) (first, last int) {
	return max(p.From-1-before, 0), min(p.To-before, count)
}

// cut keeps the rows of the page, under the headings that they stand under. A heading goes
// on counting its whole group, so that it says the same on every page and as the overview.
func (p Pager) cut(groups []ItemGroup) []ItemGroup {
	var kept []ItemGroup
	row := 0
	for _, group := range groups {
		first, last := p.part(row, len(group.Items))
		row += len(group.Items)
		if first < last {
			group.Items = group.Items[first:last]
			kept = append(kept, group)
		}
	}
	return kept
}

// ThemeLink leads to a theme of a list that has several pages.
type ThemeLink struct {
	Theme     *metrics.Theme
	Attention int    // how many are behind or missed
	Count     int    // of its rows
	Address   string // of the page on which it begins, and the place there
}

// themes says where each theme of a list begins; nothing when the list stands on one page or
// is in another order.
func (p Pager) themes(groups []ItemGroup) []ThemeLink {
	if p.Last == 1 {
		return nil
	}
	var index []ThemeLink
	before := 0
	for _, group := range groups {
		if group.Theme == nil {
			continue
		}
		address := "#theme-" + group.Theme.Code
		if page := before/rowsOfPage + 1; page != p.Current {
			address = p.Link(page) + address
		}
		before += len(group.Items)
		index = append(index, ThemeLink{Theme: group.Theme, Attention: group.Tally.Attention, Count: group.Count, Address: address})
	}
	return index
}
