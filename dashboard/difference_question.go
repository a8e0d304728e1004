package dashboard

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// differenceDays is how far back the comparison begins when the address does not say.
const differenceDays = 30

// readDifferenceQuestion reads what is to be compared: a run by itself, two runs, or two
// moments.
func (s *Server) readDifferenceQuestion(c echo.Context, catalogue *metrics.Catalogue, filters Filters) (DifferenceQuestion, error) {
	question := DifferenceQuestion{Order: c.QueryParam("order"), Kind: metrics.DifferenceKind(c.QueryParam("kind")), Scenario: filters.Scenario(),
		FromRun: c.QueryParam("from_run"), ToRun: c.QueryParam("to_run"), Plan: catalogue.Plan(filters.Plan)}
	if question.Kind != "" && !slices.Contains(metrics.DifferenceKinds(), question.Kind) {
		return question, badRequest(metrics.NewProblem("differences.problem.kind", "value", string(question.Kind)))
	}
	switch question.Order {
	case "":
		question.Order = metrics.OrderByAmount
	case metrics.OrderByAmount, metrics.OrderByPercent, metrics.OrderByIndicator:
	default:
		return question, badRequest(metrics.NewProblem("differences.problem.order", "value", question.Order))
	}
	if code := c.QueryParam("indicator"); code != "" {
		if question.Indicator = catalogue.Indicator(code); question.Indicator == nil {
			return question, notFound("indicator", code)
		}
	}
	if code := c.QueryParam("feed"); code != "" {
		if question.Feed = catalogue.Feed(code); question.Feed == nil {
			return question, notFound("feed", code)
		}
	}
	if id := c.QueryParam("run"); id != "" {
		return question, s.askAboutRun(c.Request().Context(), &question, id)
	}
	return question, s.askAboutMoments(c, &question)
}

// askAboutRun compares the moments just before and after a run was published.
func (s *Server) askAboutRun(ctx context.Context, question *DifferenceQuestion, id string) error {
	run, err := s.loadRun(ctx, id)
	if err != nil {
		return err
	}
	moment, err := s.publicationOf(ctx, id)
	if err != nil {
		return err
	}
	question.Run, question.Scenario = &run, run.Scenario
	question.Before, question.After = moment.Add(-time.Microsecond), moment
	return nil
}

// publicationOf returns when readers first saw a run. The problem is
// differences.problem.unpublished.
func (s *Server) publicationOf(ctx context.Context, id string) (time.Time, error) {
	if _, err := s.loadRun(ctx, id); err != nil {
		return time.Time{}, err
	}
	steps, err := s.dependencies.Revisions.RunSteps(ctx, id)
	if err != nil {
		return time.Time{}, fmt.Errorf("load steps of run %s: %w", id, err)
	}
	moment := RunReview{Steps: steps}.Published()
	if moment.IsZero() {
		return moment, badRequest(metrics.NewProblem("differences.problem.unpublished", "run", id))
	}
	return moment, nil
}

// askAboutMoments reads the two moments, each of them given as such or as a run.
func (s *Server) askAboutMoments(c echo.Context, question *DifferenceQuestion) error {
	ctx := c.Request().Context()
	for _, end := range []struct {
		name, run string
		moment    *time.Time
	}{{"from", question.FromRun, &question.Before}, {"to", question.ToRun, &question.After}} {
		var err error
		if end.run != "" {
			*end.moment, err = s.publicationOf(ctx, end.run)
		} else {
			*end.moment, err = s.readMoment(c.QueryParam(end.name))
		}
		if err != nil {
			return err
		}
	}
	now := s.dependencies.Now()
	if question.After.After(now) {
		question.After = time.Time{}
	}
	if question.Before.IsZero() {
		last := now
		if !question.After.IsZero() {
			last = question.After
		}
		question.Before = last.In(s.dependencies.Zone).AddDate(0, 0, -differenceDays).Truncate(time.Minute)
	}
	if last := question.After; !last.IsZero() && !question.Before.Before(last) || question.Before.After(now) {
		return badRequest(metrics.NewProblem("differences.problem.moments"))
	}
	return nil
}

// pairs are the parameters that ask the same question again.
func (q DifferenceQuestion) pairs() []string {
	pairs := []string{"order", q.Order, "kind", string(q.Kind), "from_run", q.FromRun, "to_run", q.ToRun}
	if q.Indicator != nil {
		pairs = append(pairs, "indicator", q.Indicator.Code)
	}
	if q.Feed != nil {
		pairs = append(pairs, "feed", q.Feed.Code)
	}
	if q.Run != nil {
		return append(pairs, "run", q.Run.ID)
	}
	if q.FromRun == "" {
		pairs = append(pairs, "from", q.Before.Format(time.RFC3339Nano))
	}
	if q.ToRun == "" && !q.After.IsZero() {
		pairs = append(pairs, "to", q.After.Format(time.RFC3339Nano))
	}
	return pairs
}

// From is the first moment as a field of a form shows it.
func (p DifferencePage) From() string {
	if p.Question.Run != nil {
		return "" // the moments of a run lie too close for the field
	}
	return fieldMoment(p.Question.Before, p.Now.Location())
}

// To is the second moment as a field of a form shows it; empty for now.
func (p DifferencePage) To() string {
	if p.Question.Run != nil {
		return ""
	}
	return fieldMoment(p.Question.After, p.Now.Location())
}

func fieldMoment(moment time.Time, zone *time.Location) string {
	if moment.IsZero() {
		return ""
	}
	return moment.In(zone).Format(momentField)
}
