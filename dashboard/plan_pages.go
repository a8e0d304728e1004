package dashboard

import (
	"context"

	"github.com/labstack/echo/v4"
)

// rowsOfPlan is how many lines of its official table a page of a plan shows. The longest
// plan of the city has 139: it stands on one page, as it is printed.
const rowsOfPlan = 200

// wholePlan asks for all lines on one page, to print them or to search in them.
const wholePlan = "all"

// PlanSectionLink is an entry of the index of sections.
type PlanSectionLink struct {
	Title    string
	Position int // of the section in the plan
	Count    int // of its rows
	Page     int // on which the section begins; 0 for the one that is shown
}

// cutPlan keeps the lines of the page that is asked for and loads their series.
func (s *Server) cutPlan(c echo.Context, filters Filters, page *PlanPage) (err error) {
	number, rows := c.QueryParam("page"), rowsOfPlan
	whole := number == wholePlan
	if whole {
		number, rows = "", max(page.Rows, 1)
	}
	if page.Pager, err = newPagerOf(number, page.Rows, rows); err != nil {
		return err
	}
	page.Pager.OffersWhole, page.Pager.Whole = true, whole && page.Rows > rowsOfPlan
	page.Pager.link = func(number string) string { return filters.Link("/plans/"+page.Plan.Code, "page", number) }
	sections, before := page.Sections, 0
	page.Sections = nil
	for _, section := range sections {
		link := PlanSectionLink{Title: section.Title, Position: section.Position, Count: len(section.Rows), Page: before/rows + 1}
		if link.Page == page.Pager.Current {
			link.Page = 0
		}
		page.Index = append(page.Index, link)
		first, last := page.Pager.part(before, len(section.Rows))
		before += len(section.Rows)
		if first < last {
			section.Rows = section.Rows[first:last]
			page.Sections = append(page.Sections, section)
		}
	}
	return s.loadPlanSeries(c.Request().Context(), filters, page.Sections)
}

// loadPlanSeries attaches to the rows what stands for those that have no judgement.
func (s *Server) loadPlanSeries(ctx context.Context, filters Filters, sections []PlanSection) error {
	items := itemsOf(sections)
	if err := s.loadSeries(ctx, filters, items); err != nil {
		return err
	}
	for _, section := range sections {
		for i := range section.Rows {
			section.Rows[i].Observations, items = items[0].Observations, items[1:]
		}
	}
	return nil
}
