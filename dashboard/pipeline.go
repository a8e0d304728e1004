package dashboard

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// pipelinePath is the address of the page.
const pipelinePath = "/pipeline"

// PipelinePage holds the targets with listed projects against what those can carry.
type PipelinePage struct {
	Frame
	Choices Choices
	Chips   []Chip
	Verdict metrics.PipelineVerdict // shown alone; empty for all
	Counts  []VerdictCount
	Total   int
	Lines   []PipelineLine
	// BeforeFirstValue says that the day lies before all values.
	BeforeFirstValue bool

	catalogue *metrics.Catalogue
}

// VerdictCount counts the balances of one verdict.
type VerdictCount struct {
	Verdict metrics.PipelineVerdict
	Look    stateLook
	Count   int
}

// PipelineLine is one balance with its target as leaders follow it.
type PipelineLine struct {
	metrics.PipelineBalance
	Item     Item
	Plans    []*metrics.Plan // whose lists are read
	Look     stateLook
	Sentence string // what the numbers mean, in the language of the page
}

// missingShare is the share of what is needed that no listed project brings, for the
// order of lines.
func (l PipelineLine) missingShare() float64 {
	if !l.Needed.Valid || !l.Needed.Decimal.IsPositive() {
		return 0
	}
	return l.Missing.Decimal.InexactFloat64() / l.Needed.Decimal.InexactFloat64()
}

// OtherLists tells whether lists of other plans than the target's own are read.
func (l PipelineLine) OtherLists() bool {
	return slices.ContainsFunc(l.Plans, func(plan *metrics.Plan) bool { return plan.Code != l.Target.Plan })
}

// PlanNumbers are the printed numbers of the documents whose lists are read.
func (l PipelineLine) PlanNumbers() []string {
	numbers := make([]string, len(l.Plans))
	for i, plan := range l.Plans {
		numbers[i] = plan.Number
	}
	return numbers
}

// lookOfVerdict is how a verdict is shown.
func lookOfVerdict(verdict metrics.PipelineVerdict) stateLook {
	look := stateLook{Key: "pipeline.verdict." + string(verdict), Tone: "none", Icon: "not_assessable"}
	switch verdict {
	case metrics.PipelineShort:
		look.Tone, look.Icon = "bad", "attention"
	case metrics.PipelineInTime:
		look.Tone, look.Icon = "poor", "pending"
	case metrics.PipelineCovered:
		look.Tone, look.Icon = "good", "achieved"
	case metrics.PipelineReached:
		look.Tone, look.Icon = "good", "achieved_early"
	}
	return look
}

func (s *Server) showPipeline(c echo.Context) error {
	page, err := s.loadPipeline(c)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, pipelinePath, page.Filters)
	page.Title = s.texts.Text(page.Language, "nav.pipeline")
	s.offerExport(&page.Frame, pipelinePath+workbookEnding)
	return s.render(c, http.StatusOK, "pipeline", page)
}

// loadPipeline gathers everything of the page but its frame, of which it sets the
// filters only.
func (s *Server) loadPipeline(c echo.Context) (PipelinePage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return PipelinePage{}, err
	}
	verdict := metrics.PipelineVerdict(c.QueryParam("verdict"))
	if verdict != "" && !slices.Contains(metrics.PipelineVerdicts(), verdict) {
		return PipelinePage{}, badRequest(metrics.NewProblem("filter.verdict", "value", string(verdict)))
	}
	filters = filters.withOwn(pipelinePath, "verdict", string(verdict))
	view, err := s.loadSnapshot(c.Request().Context(), filters)
	if err != nil {
		return PipelinePage{}, err
	}
	lines, err := s.pipelineLines(c.Request().Context(), view, "")
	if err != nil {
		return PipelinePage{}, err
	}
	page := PipelinePage{catalogue: view.catalogue, Choices: choices(view.catalogue), Chips: chips(view.catalogue, filters, pipelinePath), Verdict: verdict,
		BeforeFirstValue: view.beforeFirstValue(s.today())}
	page.Filters = filters
	lines = slices.DeleteFunc(lines, func(line PipelineLine) bool { return !view.keeps(line.Item) })
	page.count(lines)
	words := s.wording(languageOf(c))
	for _, line := range lines {
		if verdict == "" || line.Verdict == verdict {
			line.Sentence = words.pipelineSentence(line.PipelineBalance)
			page.Lines = append(page.Lines, line)
		}
	}
	slices.SortStableFunc(page.Lines, func(a, b PipelineLine) int {
		return cmp.Or(cmp.Compare(slices.Index(metrics.PipelineVerdicts(), a.Verdict), slices.Index(metrics.PipelineVerdicts(), b.Verdict)),
			compareBool(!a.Passed, !b.Passed), cmp.Compare(b.missingShare(), a.missingShare()))
	})
	return page, nil
}

// count fills in how many balances have each verdict.
func (p *PipelinePage) count(lines []PipelineLine) {
	for _, verdict := range metrics.PipelineVerdicts() {
		count := VerdictCount{Verdict: verdict, Look: lookOfVerdict(verdict)}
		for _, line := range lines {
			if line.Verdict == verdict {
				count.Count++
			}
		}
		if count.Count > 0 {
			p.Counts = append(p.Counts, count)
		}
	}
	p.Total = len(lines)
}
