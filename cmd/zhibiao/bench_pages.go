package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"zhibiao/dashboard"
	"zhibiao/metrics/warehouse"
)

// benchRepeats is how often each page is asked for; the middle counts.
const benchRepeats = 9

// benchDay is what the pages are asked for: the last day with values, one area.
const benchDay = "as_of=2024-12-31&demo=0&area=B00001"

// benchPages fills the large data set and compares each page's time in the server
// with the time of its queries alone.
func benchPages(i *invocation, r *rooms, size warehouse.BenchmarkSize) error {
	if err := fillBenchmark(i, r, size); err != nil {
		return err
	}
	recorder := &queryRecorder{Store: r.store}
	server, err := dashboard.New(dashboard.Dependencies{Store: recorder, Importer: r.importer, Scheduler: benchScheduler(r), Logger: r.logger,
		Changes: recorder, Reporting: recorder, Progress: recorder, Remember: warehouse.Remember})
	if err != nil {
		return err
	}
	for _, page := range []string{"/?", "/?since=2024-01-01&", "/indicators?", "/indicators/BENCH-7?", "/plans/BENCH?", "/areas?", "/areas/B00001?",
		"/organisations?", "/organisations/BENCH-O7?", "/tasks?", "/plans/BENCH.xlsx?", "/organisations/BENCH-O7.xlsx?", "/indicators.xlsx?"} {
		if err := benchPage(i, server.Handler(), recorder, page+benchDay); err != nil {
			return err
		}
	}
	return nil
}

func benchPage(i *invocation, handler http.Handler, recorder *queryRecorder, page string) error {
	ask := func(ctx context.Context) error {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequestWithContext(ctx, http.MethodGet, page, nil))
		if answer.Code != http.StatusOK {
			return fmt.Errorf("%s answers %d", page, answer.Code)
		}
		return nil
	}
	first, err := median(i.ctx, 1, ask)
	if err != nil {
		return err
	}
	recorder.begin()
	if err := ask(i.ctx); err != nil {
		return err
	}
	queries := recorder.end()
	bare, err := median(i.ctx, benchRepeats, func(ctx context.Context) error {
		ctx = warehouse.Remember(ctx) // as the page does
		for _, query := range queries {
			if err := query(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	whole, err := median(i.ctx, benchRepeats, ask)
	if err != nil {
		return err
	}
	i.figure(page, fmt.Sprintf("%s (first %s)  %d queries alone %s  ratio %.2f",
		milliseconds(whole), milliseconds(first), len(queries), milliseconds(bare), ratio(whole, bare)))
	return nil
}
