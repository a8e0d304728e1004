package dashboard

import "github.com/labstack/echo/v4"

// rowsOfArea is how many targets and how many values a page of an area shows. The fullest
// area of the city has a few dozen of each: they stand on one page.
const rowsOfArea = 200

// Names in the address of the page of an area: which part of its targets, and which part of
// its values is shown.
const (
	targetsPage = "targets"
	valuesPage  = "page"
)

// cut keeps the targets of the part that is asked for and returns the series of theirs.
func (p *AreaPage) cut(c echo.Context, series []Item) (shown []Item, err error) {
	if p.TargetPager, err = newPagerOf(c.QueryParam(targetsPage), len(p.Targets), rowsOfArea); err != nil {
		return nil, err
	}
	if p.ValuePager, err = newPagerOf(c.QueryParam(valuesPage), len(series), rowsOfArea); err != nil {
		return nil, err
	}
	p.Values = len(series)
	p.Targets = p.Targets[max(p.TargetPager.From-1, 0):p.TargetPager.To]
	return series[max(p.ValuePager.From-1, 0):p.ValuePager.To], nil
}

// linkPages gives both parts their addresses: turning one keeps the other where it is.
func (p *AreaPage) linkPages() {
	path := areasPath + "/" + p.Area.Code
	targets, values := p.TargetPager.address(), p.ValuePager.address()
	p.TargetPager.link = func(page string) string {
		return p.Link(path, targetsPage, page, valuesPage, values) + "#targets"
	}
	p.ValuePager.link = func(page string) string { return p.Link(path, targetsPage, targets, valuesPage, page) + "#values" }
}
