package dashboard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// runAnswer is one run; Problem is told in the language of the request.
type runAnswer struct {
	metrics.Run
	Problem string `json:"problem,omitempty"`
}

// runListAnswer is a page of runs, newest first.
type runListAnswer struct {
	Runs []runAnswer `json:"runs"`
	Next string      `json:"next"`
}

// runFileAnswer is one run with the rows that were not loaded or were flagged.
type runFileAnswer struct {
	runAnswer
	Rejects []rejectAnswer `json:"rejects"`
	Next    string         `json:"next"` // cursor of further rejects
}

// rejectAnswer is one row that was not loaded, with its place and the reason.
type rejectAnswer struct {
	Number  int    `json:"number"` // within the run, from 1
	File    string `json:"file"`
	Sheet   string `json:"sheet,omitempty"`
	Row     int    `json:"row"`
	Column  string `json:"column,omitempty"`
	Value   string `json:"value"`
	Key     string `json:"key"`
	Reason  string `json:"reason"`
	Warning bool   `json:"warning,omitempty"` // true: the row was loaded and flagged
}

func (w wording) runAnswer(run metrics.Run) runAnswer {
	answer := runAnswer{Run: run}
	if run.Problem != nil {
		answer.Problem = w.texts.Problem(w.language, run.Problem)
	}
	return answer
}

// answerRunList answers with the runs in the states that they had when the first part was
// asked for.
func (s *Server) answerRunList(c echo.Context) error {
	place, err := listPlaceOf(c)
	if err != nil {
		return err
	}
	if place.Code == "" {
		place.KnownAt = s.dependencies.Now()
	}
	query := metrics.RunQuery{Feed: strings.TrimSpace(c.QueryParam("feed")), Limit: mostRows, KnownAt: place.KnownAt}
	for _, state := range c.QueryParams()["state"] {
		if !slices.Contains(runStates(), metrics.RunState(state)) {
			return badRequest(metrics.NewProblem("filter.run_state", "value", state))
		}
		query.States = append(query.States, metrics.RunState(state))
	}
	runs, err := s.dependencies.Store.Runs(c.Request().Context(), query)
	if err != nil {
		return fmt.Errorf("load runs: %w", err)
	}
	page, next, err := pageOf(c, place, runs, func(run metrics.Run) string { return run.ID })
	if err != nil {
		return err
	}
	answer, words := runListAnswer{Runs: []runAnswer{}, Next: next}, s.wording(languageOf(c))
	for _, run := range page {
		answer.Runs = append(answer.Runs, words.runAnswer(run))
	}
	return s.answer(c, Filters{}, answer)
}

func (s *Server) answerRun(c echo.Context) error {
	ctx := c.Request().Context()
	run, err := s.loadRun(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	place, err := listPlaceOf(c) // what a run rejected never changes
	if err != nil {
		return err
	}
	rejects, err := s.dependencies.Store.Rejects(ctx, run.ID)
	if err != nil {
		return fmt.Errorf("load rejected rows of run %s: %w", run.ID, err)
	}
	words := s.wording(languageOf(c))
	rows := make([]rejectAnswer, len(rejects))
	for i, reject := range rejects {
		rows[i] = rejectAnswer{Number: i + 1, File: reject.File, Sheet: reject.Sheet, Row: reject.Row, Column: reject.Column, Value: reject.Value,
			Key: reject.Problem.Key, Reason: strings.TrimSpace(words.texts.Problem(words.language, reject.Problem)), Warning: reject.Warning}
	}
	page, next, err := pageOf(c, place, rows, func(row rejectAnswer) string { return strconv.Itoa(row.Number) })
	if err != nil {
		return err
	}
	return s.answer(c, Filters{}, runFileAnswer{runAnswer: words.runAnswer(run), Rejects: append([]rejectAnswer{}, page...), Next: next})
}
