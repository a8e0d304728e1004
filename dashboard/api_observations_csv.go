package dashboard

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

const (
	// streamedRows is how many values of a long answer are held at a time.
	streamedRows = 10_000
	// slowestPart is how long a client may take over one part of a long answer.
	slowestPart = 5 * time.Minute
)

// dataflow names the structure of the values in SDMX-CSV.
const dataflow = "ZHIBIAO:OBSERVATIONS(1.0)"

// streamObservations writes values as CSV, part after part. The columns are those of the
// import template, or the SDMX-CSV 2.0 concepts that the import reads, so that what is
// written here can be read there.
func (s *Server) streamObservations(c echo.Context, asked observationRequest) error {
	ctx := c.Request().Context()
	kind, header, row := csvType, observationHeader(asked.query.Revisions), observationRow
	if asked.format == asSDMX {
		kind, header, row = sdmxType, sdmxHeader(), sdmxRow
	}
	left := 0 // 0: to the end
	if asked.limited {
		left = asked.query.Limit
	}
	query := asked.query
	var writer *csv.Writer
	for {
		query.Limit = streamedRows
		if left > 0 {
			query.Limit = min(left, streamedRows)
		}
		page, err := s.dependencies.Values.ObservationPage(ctx, query)
		if err != nil {
			return fmt.Errorf("load values: %w", err)
		}
		if writer == nil {
			if left > 0 && len(page) == query.Limit {
				linkNext(c, asked.cursor.after(page[len(page)-1]).String())
			}
			c.Response().Header().Set(echo.HeaderContentType, kind)
			c.Response().WriteHeader(http.StatusOK)
			writer = csv.NewWriter(c.Response())
			writer.UseCRLF = true
			if err := writer.Write(header); err != nil {
				return err
			}
		}
		for _, value := range page {
			if err := writer.Write(row(value, asked.units[value.Indicator], query.Revisions)); err != nil {
				return err
			}
		}
		writer.Flush()
		if err := writer.Error(); err != nil {
			return err
		}
		if left > 0 {
			left -= len(page)
		}
		if len(page) < query.Limit || asked.limited && left <= 0 {
			return nil
		}
		// A long answer may take longer than the server usually gives; a client that reads nothing may not.
		_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(slowestPart))
		last := page[len(page)-1]
		query.After = &metrics.ObservationPlace{ObservationKey: last.ObservationKey, Revision: last.Revision, Run: last.Lineage.Run}
	}
}

// observationHeader is that of the import template, and what tells revisions apart.
func observationHeader(revisions bool) []string {
	if revisions {
		return append(ingest.TidyHeader(), "revision", "recorded_at", "run")
	}
	return ingest.TidyHeader()
}

func observationRow(value metrics.Observation, unit string, revisions bool) []string {
	row := ingest.TidyRow(value, unit)
	if revisions {
		row = append(row, strconv.Itoa(int(value.Revision)), value.RecordedAt.UTC().Format(time.RFC3339Nano), value.Lineage.Run)
	}
	return row
}

func sdmxHeader() []string {
	return []string{"STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "REF_AREA", "DIMENSION", "SCENARIO", "FREQ", "TIME_PERIOD", "OBS_VALUE",
		"UNIT_MEASURE", "OBS_STATUS", "YEAR_ON_YEAR", "SOURCE_TITLE", "SOURCE_URL", "RELEASED", "COMMENT_OBS"}
}

// sdmxRow writes a value with the action R: the row is the whole of the observation.
func sdmxRow(value metrics.Observation, unit string, _ bool) []string {
	number := func(valid bool, text string) string {
		if !valid {
			return ""
		}
		return text
	}
	return []string{"dataflow", dataflow, "R", value.Indicator, value.Area, value.Dimension, string(value.Scenario), string(value.Period.Frequency),
		value.Period.String(), number(value.Value.Valid, value.Value.Decimal.String()), unit, string(value.Status),
		number(value.YearOnYear.Valid, value.YearOnYear.Decimal.String()), value.SourceTitle, value.SourceURL, value.Released.String(), value.Note}
}
