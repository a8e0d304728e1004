package dashboard

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// The number of rows in one answer with a list.
const (
	usualRows = 1000
	mostRows  = 10_000
)

// limitOf reads how many rows are asked for.
func limitOf(c echo.Context) (int, error) {
	text := c.QueryParam("limit")
	if text == "" {
		return usualRows, nil
	}
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 || limit > mostRows {
		return 0, badRequest(metrics.NewProblem("filter.limit", "value", text, "most", strconv.Itoa(mostRows)))
	}
	return limit, nil
}

// pageOf cuts the part of a list that is asked for: that after the row whose code its place
// holds. Next is the cursor of the part that follows, empty on the last.
func pageOf[T any](c echo.Context, place listCursor, rows []T, code func(T) string) (page []T, next string, err error) {
	limit, err := limitOf(c)
	if err != nil {
		return nil, "", err
	}
	if place.Code != "" {
		at := slices.IndexFunc(rows, func(row T) bool { return code(row) == place.Code })
		if at < 0 {
			return nil, "", badRequest(metrics.NewProblem("filter.cursor", "value", c.QueryParam("cursor")))
		}
		rows = rows[at+1:]
	}
	if len(rows) > limit {
		rows = rows[:limit]
		next = place.after(code(rows[limit-1]))
	}
	return rows, next, nil
}
