package dashboard

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/feedfile"
	"zhibiao/metrics"
)

// FeedInput is the form of a feed as it was filled in, right or wrong.
type FeedInput struct {
	Feed                         metrics.Feed // all but what follows
	DueDay, MinRows, HeaderRow   string
	MaxMegabytes, MaxSeconds     string
	PublishDay, PublishAt        string
	Columns, Units, MissingMarks string
	Reason, Base                 string // Base: the moment of the version that the form was opened on
	Problems                     FieldProblems
}

// fixedMoment is how a form writes a moment, in the zone of the pages.
const fixedMoment = "2006-01-02T15:04"

func (s *Server) feedInputOf(feed metrics.Feed) FeedInput {
	number := func(value int) string {
		if value == 0 {
			return ""
		}
		return strconv.Itoa(value)
	}
	input := FeedInput{Feed: feed, DueDay: number(feed.DueDay), MinRows: number(feed.MinRows), HeaderRow: number(feed.Reading.HeaderRow),
		MaxMegabytes: number(feed.Source.MaxMegabytes), MaxSeconds: number(feed.Source.MaxSeconds), PublishDay: number(feed.Publication.Day),
		MissingMarks: strings.Join(feed.Reading.MissingMarks, "\n"), Base: baseOf(feed), Problems: FieldProblems{}}
	if !feed.Publication.At.IsZero() {
		input.PublishAt = feed.Publication.At.In(s.dependencies.Zone).Format(fixedMoment)
	}
	var lines []string
	for _, column := range feed.Reading.Columns {
		lines = append(lines, column.Heading+" = "+column.Means)
	}
	input.Columns, lines = strings.Join(lines, "\n"), nil
	for _, unit := range feed.Reading.Units {
		if unit.Indicator != "" {
			lines = append(lines, unit.Indicator+" = "+unit.Unit)
		} else {
			lines = append(lines, unit.Unit)
		}
	}
	input.Units = strings.Join(lines, "\n")
	return input
}

// baseOf names the version of a feed: empty for the one of the catalogue.
func baseOf(feed metrics.Feed) string {
	if feed.SavedAt.IsZero() {
		return ""
	}
	return feed.SavedAt.UTC().Format(time.RFC3339Nano)
}

// readFeedInput reads the form. What is wrong is told in Problems, by the names that
// metrics.Feed.Validate uses.
func (s *Server) readFeedInput(c echo.Context, before metrics.Feed) FeedInput {
	text := func(name string) string { return formText(c, name) }
	input := FeedInput{DueDay: text("due_day"), MinRows: text("min_rows"), HeaderRow: text("header_row"), MaxMegabytes: text("max_megabytes"),
		MaxSeconds: text("max_seconds"), PublishDay: text("publish_day"), PublishAt: text("publish_at"), Columns: text("columns"), Units: text("units"),
		MissingMarks: text("missing_marks"), Reason: text("reason"), Base: text("base"), Problems: FieldProblems{}}
	number := func(field, value string) int {
		read, err := strconv.Atoi(value)
		if value != "" && (err != nil || read < 0) {
			input.Problems.refuse(field, metrics.NewProblem("feed.problem.number", "value", value))
		}
		return read
	}
	feed := before
	feed.NameZh, feed.NameEn, feed.Note = text("name_zh"), text("name_en"), text("note")
	feed.Folder, feed.FilePattern, feed.Scenario = text("folder"), text("file_pattern"), metrics.Scenario(text("scenario"))
	feed.DueDay, feed.MinRows, feed.Approval, feed.Retired = number("due_day", input.DueDay), number("min_rows", input.MinRows), metrics.Approval(text("approval")), text("retired") != ""
	feed.Source = metrics.FeedSource{Kind: metrics.SourceKind(text("kind")), Address: text("address"), User: text("user"), Header: text("header"), Secret: text("secret"),
		Version: text("version"), Flow: text("flow"), Key: text("key"), StartPeriod: text("start_period"), EndPeriod: text("end_period"), Query: plainLines(text("query")),
		MaxMegabytes: number("source.max_megabytes", input.MaxMegabytes), MaxSeconds: number("source.max_seconds", input.MaxSeconds)}
	feed.Source = onlyOf(feed.Source)
	feed.Reading = metrics.FeedReading{Format: text("format"), Sheet: text("sheet"), HeaderRow: number("reading.header_row", input.HeaderRow), Encoding: text("encoding"),
		Delimiter: text("delimiter"), Layout: plainLines(text("layout"))}
	if feed.Reading.Layout != "" {
		feed.Reading.Layout += "\n"
	}
	feed.Reading.Columns = chosenColumns(c, input.readColumns())
	feed.Reading.Units, feed.Reading.MissingMarks = readUnits(input.Units), linesOf(input.MissingMarks)
	feed.Publication = metrics.Publication{Day: number("publication.day", input.PublishDay), Time: text("publish_time")}
	if input.PublishAt != "" {
		var err error
		if feed.Publication.At, err = time.ParseInLocation(fixedMoment, input.PublishAt, s.dependencies.Zone); err != nil {
			input.Problems.refuse("publication.at", metrics.NewProblem("feed.problem.time", "value", input.PublishAt))
		}
	}
	feed.Checks = slices.Clone(c.Request().Form["checks"])
	feed = feed.Normal()
	if feed.Review = feed.Approval != metrics.ApprovalNone; len(feed.Checks) == 0 {
		feed.Checks = nil
	}
	written := s.feedInputOf(feed)
	input.Feed, input.Columns = feed, written.Columns
	for field, problem := range feedfile.Validate(feed) {
		input.Problems.refuse(field, problem)
	}
	return input
}

// onlyOf leaves out what the kind of a source does not use, so that a feed holds nothing
// that nobody sees.
func onlyOf(source metrics.FeedSource) metrics.FeedSource {
	kept := metrics.FeedSource{Kind: source.Kind, MaxMegabytes: source.MaxMegabytes, MaxSeconds: source.MaxSeconds}
	switch source.Kind {
	case metrics.SourceHTTP, metrics.SourceSDMX, metrics.SourceClickHouse:
		kept.Address, kept.User, kept.Secret = source.Address, source.User, source.Secret
	default:
		return metrics.FeedSource{Kind: source.Kind}
	}
	switch source.Kind {
	case metrics.SourceHTTP:
		kept.Header = source.Header
	case metrics.SourceSDMX:
		kept.Header, kept.Version, kept.Flow, kept.Key = source.Header, source.Version, source.Flow, source.Key
		kept.StartPeriod, kept.EndPeriod = source.StartPeriod, source.EndPeriod
	case metrics.SourceClickHouse:
		kept.Query = source.Query
	}
	return kept
}

// plainLines writes line breaks as one character.
func plainLines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

func linesOf(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// readColumns reads lines such as ZBMC = indicator.
func (i FeedInput) readColumns() []metrics.FeedColumn {
	var columns []metrics.FeedColumn
	for _, line := range linesOf(i.Columns) {
		at := strings.LastIndex(line, "=")
		if at < 0 {
			i.Problems.refuse("reading.columns", metrics.NewProblem("feed.problem.line", "line", line))
			continue
		}
		columns = append(columns, metrics.FeedColumn{Heading: strings.TrimSpace(line[:at]), Means: strings.TrimSpace(line[at+1:])})
	}
	return columns
}

// readUnits reads lines such as 发电量 = 亿千瓦时, or a unit alone.
func readUnits(text string) []metrics.FeedUnit {
	var units []metrics.FeedUnit
	for _, line := range linesOf(text) {
		if at := strings.LastIndex(line, "="); at >= 0 {
			units = append(units, metrics.FeedUnit{Indicator: strings.TrimSpace(line[:at]), Unit: strings.TrimSpace(line[at+1:])})
		} else {
			units = append(units, metrics.FeedUnit{Unit: line})
		}
	}
	return units
}

// mostColumns is how many columns of a preview can be given a meaning.
const mostColumns = 200

// chosenColumns adds the meanings that were chosen above the preview.
func chosenColumns(c echo.Context, columns []metrics.FeedColumn) []metrics.FeedColumn {
	for i := range mostColumns {
		place := strconv.Itoa(i)
		heading, means, was := formText(c, "heading_"+place), formText(c, "means_"+place), formText(c, "was_"+place)
		if heading == "" || means == was {
			continue
		}
		columns = slices.DeleteFunc(columns, func(column metrics.FeedColumn) bool { return column.Heading == heading })
		if means != "" {
			columns = append(columns, metrics.FeedColumn{Heading: heading, Means: means})
		}
	}
	return columns
}
