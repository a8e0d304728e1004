package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// PipelineIndicatorPage shows one indicator's targets against the projects listed for
// it, each list by itself.
type PipelineIndicatorPage struct {
	Frame
	Indicator *metrics.Indicator
	Theme     *metrics.Theme
	Sections  []PipelineSection

	catalogue *metrics.Catalogue
}

// PipelineSection is one link of the catalogue: its targets and its projects.
type PipelineSection struct {
	ID       string
	Link     *metrics.PipelineLink
	Area     *metrics.Area
	Capacity *metrics.Indicator
	Supply   *metrics.PipelineSupply
	Lines    []PipelineLine
	Plans    []*metrics.Plan // whose lists are read
	Chart    *ChartView
	Shares   []PipelineShares
	Years    []PipelineProjects
}

// PipelineProjects are the projects of one end year; an empty Year is not printed.
type PipelineProjects struct {
	Year     string
	Capacity decimal.Decimal
	Rows     []PipelineProjectRow
}

// PipelineProjectRow is one listed project.
type PipelineProjectRow struct {
	metrics.PipelineProject
	Plan  *metrics.Plan
	Areas []*metrics.Area
}

func (s *Server) showPipelineIndicator(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadPipelineIndicator(c.Request().Context(), filters, c.Param("code"))
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, pipelinePath, filters)
	words := s.wording(page.Language)
	page.Title = words.text("pipeline.title_of", "name", words.name(page.Indicator))
	page.Scripts = []string{"charts.js"}
	for i := range page.Sections {
		if err := page.Sections[i].tell(words); err != nil {
			return err
		}
	}
	s.offerExport(&page.Frame, pipelinePath+"/"+page.Indicator.Code+workbookEnding)
	return s.render(c, http.StatusOK, "pipeline_indicator", page)
}

// loadPipelineIndicator gathers everything of the page but its frame and what depends
// on the language. Narrowing filters do not apply: it shows the whole indicator.
func (s *Server) loadPipelineIndicator(ctx context.Context, filters Filters, code string) (PipelineIndicatorPage, error) {
	view, err := s.loadSnapshot(ctx, filters.withoutNarrowing(), code)
	if err != nil {
		return PipelineIndicatorPage{}, err
	}
	indicator := view.catalogue.Indicator(code)
	if indicator == nil {
		return PipelineIndicatorPage{}, notFound("indicator", code)
	}
	lines, err := s.pipelineLines(ctx, view, code)
	if err != nil {
		return PipelineIndicatorPage{}, err
	}
	if len(lines) == 0 {
		return PipelineIndicatorPage{}, notFound("pipeline", code)
	}
	page := PipelineIndicatorPage{catalogue: view.catalogue, Indicator: indicator, Theme: view.catalogue.Theme(indicator.Theme)}
	for _, line := range lines {
		if last := len(page.Sections) - 1; last < 0 || page.Sections[last].Supply != line.Supply {
			page.Sections = append(page.Sections, view.pipelineSection(line))
		}
		section := &page.Sections[len(page.Sections)-1]
		section.Lines = append(section.Lines, line)
	}
	return page, nil
}

func (v snapshot) pipelineSection(line PipelineLine) PipelineSection {
	link := line.Supply.Link
	section := PipelineSection{ID: strings.ToLower(link.Code), Link: link, Supply: line.Supply, Capacity: line.Capacity,
		Area: v.catalogue.Area(cmp.Or(link.Area, metrics.CityArea)), Plans: line.Plans}
	section.Shares = v.pipelineShares(line.Supply)
	for _, project := range line.Supply.Projects {
		year := project.Project.EndYear
		place := slices.IndexFunc(section.Years, func(p PipelineProjects) bool { return p.Year == year })
		if place < 0 {
			section.Years = append(section.Years, PipelineProjects{Year: year})
			place = len(section.Years) - 1
		}
		group := &section.Years[place]
		group.Rows = append(group.Rows, PipelineProjectRow{PipelineProject: project,
			Plan: v.catalogue.Plan(project.Project.Plan), Areas: v.areas(project.Project.Area)})
		if project.Use == metrics.UseCounted {
			group.Capacity = group.Capacity.Add(project.Amount.Decimal)
		}
	}
	slices.SortStableFunc(section.Years, func(a, b PipelineProjects) int {
		return cmp.Or(compareBool(a.Year != "", b.Year != ""), cmp.Compare(a.Year, b.Year))
	})
	return section
}

// areas finds the areas of a cell with one code or several.
func (v snapshot) areas(codes string) []*metrics.Area {
	var list []*metrics.Area
	for code := range strings.SplitSeq(codes, ";") {
		if area := v.catalogue.Area(code); area != nil {
			list = append(list, area)
		}
	}
	return list
}
