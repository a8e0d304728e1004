package dashboard

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// RunPage shows one run: what came in, what changed, what was rejected, what people
// said about it, and what can be done with it.
type RunPage struct {
	Frame
	Run         metrics.Run
	Feed        *metrics.Feed
	Tabs        []RunTab
	Tab         string
	Pager       Pager
	Changes     []RunChange      // of the tabs new and changed
	Remarks     []metrics.Reject // of the tabs rejected and flagged
	Comments    []metrics.RunComment
	Standing    *metrics.RunStanding // what taking it back would do; nil when it cannot be
	Kept        []KeptLine           // of Standing, by name
	CanReview   bool                 // it waits for approval
	CanWithdraw bool
	CanComment  bool
	HasOriginal bool
	HasRemarks  bool
	Undone      string // the run that this one took back
	Order       string // of the tab changed
	Orders      []string
	Review      RunReview
	Names       []UnknownName      // of rejected rows, with what they may stand for
	Links       bool               // values have pages of their own
	Work        *WorkView          // of a run that is being taken in by this program; nil for every other
	Understood  []*metrics.Problem // how its cross tables were read, in words
	Form        *RunForm           // what it brought for a fill-in form; nil for every other run
}

// RunTab is one list of the page with how many entries it has.
type RunTab struct {
	Name    string
	Count   int
	Current bool
}

// CountsRemarks tells a list of remarks from one of values: a value may have several.
func (t RunTab) CountsRemarks() bool { return t.Name == tabRejected || t.Name == tabFlagged }

// Waiting is the run of the same file that waits for review; empty: there is none.
func (p RunPage) Waiting() string {
	if p.Run.Problem == nil || p.Run.Problem.Key != "run.waiting" {
		return ""
	}
	return p.Run.Problem.Arguments["run"]
}

// Marked is the last part of the address of the file with its marks.
func (p RunPage) Marked() string { return markedName(p.Run.File) }

// TabLink leads to a page of a tab.
func (p RunPage) TabLink(tab string, page int) string {
	number := ""
	if page > 1 {
		number = strconv.Itoa(page)
	}
	return p.Link("/runs/"+p.Run.ID, "tab", tab, "page", number, "order", p.Order) + "#values"
}

func (s *Server) showRun(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	// Looked for before the run is read: what has ended by then is read as it ended.
	work := s.dependencies.UnderWay.OfRun(c.Param("id"))
	page, err := s.loadRunPage(c, filters)
	if err != nil {
		return err
	}
	if err := s.offerByScope(c, &page); err != nil {
		return err
	}
	page.Frame = s.workFrame(c, runsPath, filters, page.Run.Scenario)
	page.Title = s.texts.Text(page.Language, "runs.title", "file", page.Run.File)
	if page.Run.State == metrics.RunLoading {
		page.Work = s.workView(c, work, "/runs/"+page.Run.ID, work != nil && mayStop(c, work))
		page.Refresh = 2
	}
	page.Notice = noticeOf(c, "runs.notice.", "approved", "returned", "withdrawn", "commented", "scheduled", "pulled_back")
	if page.Notice == nil {
		page.Notice = noticeOf(c, "names.notice.", "chosen")
	}
	return s.render(c, http.StatusOK, "run", page)
}

// loadRun returns a run or the answer that there is none.
func (s *Server) loadRun(ctx context.Context, id string) (metrics.Run, error) {
	run, err := s.dependencies.Store.Run(ctx, id)
	if err != nil {
		return metrics.Run{}, fmt.Errorf("load run %s: %w", id, err)
	}
	if run == nil {
		return metrics.Run{}, notFound("run", id)
	}
	return *run, nil
}

func (s *Server) loadRunPage(c echo.Context, filters Filters) (RunPage, error) {
	ctx, reader := c.Request().Context(), personOf(c)
	run, err := s.loadRun(ctx, c.Param("id"))
	if err != nil {
		return RunPage{}, err
	}
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return RunPage{}, err
	}
	rejects, err := s.dependencies.Store.Rejects(ctx, run.ID)
	if err != nil {
		return RunPage{}, fmt.Errorf("load rejected rows of run %s: %w", run.ID, err)
	}
	comments, err := s.dependencies.Store.RunComments(ctx, run.ID)
	if err != nil {
		return RunPage{}, fmt.Errorf("load comments on run %s: %w", run.ID, err)
	}
	understood, err := s.dependencies.Store.RunReading(ctx, run.ID)
	if err != nil {
		return RunPage{}, fmt.Errorf("load how the tables of run %s were read: %w", run.ID, err)
	}
	changeable := s.dependencies.Importer != nil
	mayDo := func(asked right) bool { return changeable && reader.may(asked) }
	page := RunPage{Run: run, Feed: catalogue.Feed(run.Feed), Comments: comments, Understood: understood, HasRemarks: len(rejects) > 0, Undone: run.Undoes(),
		CanReview: mayDo(mayReview) && run.State == metrics.RunReview, CanComment: mayDo(mayComment), HasOriginal: s.original(run) != ""}
	page.CanWithdraw = mayDo(mayReview) && run.State == metrics.RunPublished && page.Undone == ""
	page.Order, page.Orders, page.Links = c.QueryParam("order"), runOrders(), s.dependencies.Revisions != nil
	if !slices.Contains(page.Orders, page.Order) {
		return page, badRequest(metrics.NewProblem("differences.problem.order", "value", page.Order))
	}
	if page.Form, err = s.runForm(ctx, catalogue, run); err != nil {
		return page, err
	}
	if page.Review, err = s.loadReview(ctx, catalogue, run, reader); err != nil {
		return page, err
	}
	if s.dependencies.Revisions != nil && reader.may(maySubmit) {
		page.Names = unknownNames(catalogue, rejects)
	}
	if page.Tabs, err = runTabs(run, rejects, c.QueryParam("tab")); err != nil {
		return page, err
	}
	if err := s.fillTab(ctx, catalogue, &page, rejects, c.QueryParam("page")); err != nil {
		return page, err
	}
	if page.CanWithdraw {
		standing, err := s.dependencies.Store.RunStanding(ctx, run.ID, shownLeft)
		if err != nil {
			return page, fmt.Errorf("see what later runs revised of run %s: %w", run.ID, err)
		}
		page.Standing, page.Kept = &standing, keptLines(catalogue, standing.Kept)
	}
	return page, nil
}

// shownLeft is how many values that later runs revised the page lists.
const shownLeft = 20

// runOrders lists the orders of changed values: that of the file first.
func runOrders() []string { return []string{"", metrics.OrderByAmount, metrics.OrderByPercent} }

// The tabs of the page.
const (
	tabNew       = "new"
	tabChanged   = "changed"
	tabUnchanged = "unchanged"
	tabRejected  = "rejected"
	tabFlagged   = "flagged"
)

// runTabs lists the tabs. Without a wish the first of changed, new, rejected and flagged
// that has entries is shown: what a reviewer must see first.
func runTabs(run metrics.Run, rejects []metrics.Reject, wanted string) ([]RunTab, error) {
	flagged := 0
	for _, reject := range rejects {
		if reject.Warning {
			flagged++
		}
	}
	counts := map[string]int{tabNew: run.Counts.New, tabChanged: run.Counts.Changed, tabUnchanged: run.Counts.Unchanged,
		tabRejected: len(rejects) - flagged, tabFlagged: flagged}
	if run.Undoes() != "" { // it has no values of its own
		counts[tabNew], counts[tabChanged] = 0, 0
	}
	names := []string{tabChanged, tabNew, tabRejected, tabFlagged, tabUnchanged}
	if wanted == "" {
		wanted = tabNew
		if i := slices.IndexFunc(names, func(name string) bool { return counts[name] > 0 }); i >= 0 {
			wanted = names[i]
		}
	}
	if !slices.Contains(names, wanted) {
		return nil, badRequest(metrics.NewProblem("runs.tab_unknown", "value", wanted))
	}
	tabs := make([]RunTab, 0, len(names))
	for _, name := range []string{tabNew, tabChanged, tabUnchanged, tabRejected, tabFlagged} {
		tabs = append(tabs, RunTab{Name: name, Count: counts[name], Current: name == wanted})
	}
	return tabs, nil
}

// fillTab loads the entries of the page of the chosen tab.
func (s *Server) fillTab(ctx context.Context, catalogue *metrics.Catalogue, page *RunPage, rejects []metrics.Reject, number string) error {
	i := slices.IndexFunc(page.Tabs, func(tab RunTab) bool { return tab.Current })
	if i < 0 {
		return errors.New("no tab is shown")
	}
	page.Tab = page.Tabs[i].Name
	var err error
	if page.Pager, err = newPager(number, page.Tabs[i].Count); err != nil {
		return err
	}
	first, last := max(page.Pager.From-1, 0), page.Pager.To
	switch page.Tab {
	case tabNew, tabChanged:
		query := metrics.RunValueQuery{Run: page.Run.ID, Revised: page.Tab == tabChanged, Order: page.Order, Offset: first, Limit: max(last-first, 0)}
		page.Changes, err = s.loadRunChanges(ctx, catalogue, page.Run, query)
	case tabRejected, tabFlagged:
		warnings := page.Tab == tabFlagged
		rejects = slices.DeleteFunc(slices.Clone(rejects), func(reject metrics.Reject) bool { return reject.Warning != warnings })
		page.Remarks = rejects[first:last]
	}
	return err
}
