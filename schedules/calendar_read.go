package schedules

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// ParseCalendar reads a calendar: CSV with the columns date (2027-01-01), kind
// (holiday or workday) and name, in UTF-8; lines that begin with # are comments. The
// error is Problems with their lines, unless r cannot be read.
func ParseCalendar(r io.Reader) (*Calendar, error) {
	text, err := io.ReadAll(io.LimitReader(r, maximumFile+1))
	if err != nil {
		return nil, fmt.Errorf("read calendar: %w", err)
	}
	if len(text) > maximumFile {
		return nil, Problems{{Reason: *NewReason("schedule.calendar.too_large")}}
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	reader.Comment, reader.FieldsPerRecord, reader.TrimLeadingSpace = '#', -1, true
	days, lines := map[int]CalendarDay{}, map[int]int{}
	var problems Problems
	headed := false
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return nil, append(problems, Problem{Line: broken.Line, Reason: *NewReason("schedule.calendar.syntax")})
		} else if err != nil {
			return nil, fmt.Errorf("read calendar: %w", err)
		}
		line, _ := reader.FieldPos(0)
		if !headed {
			headed = true
			if strings.EqualFold(strings.TrimSpace(fields[0]), "date") {
				continue
			}
		}
		number, day, reason := readCalendarDay(fields)
		if first, twice := lines[number]; reason == nil && twice {
			reason = NewReason("schedule.calendar.repeated", "date", fields[0], "line", strconv.Itoa(first))
		}
		if reason != nil {
			problems = append(problems, Problem{Line: line, Field: "calendar", Reason: *reason})
			continue
		}
		days[number], lines[number] = day, line
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return newCalendar(days), nil
}

func readCalendarDay(fields []string) (number int, day CalendarDay, reason *Reason) {
	if len(fields) < 2 || len(fields) > 3 {
		return 0, day, NewReason("schedule.calendar.fields")
	}
	date, err := time.Parse(time.DateOnly, strings.TrimSpace(fields[0]))
	if err != nil || date.Year() < 1949 || date.Year() > 2199 {
		return 0, day, NewReason("schedule.calendar.date", "value", shown(fields[0]))
	}
	switch strings.ToLower(strings.TrimSpace(fields[1])) {
	case "holiday":
	case "workday":
		day.Working = true
	default:
		return 0, day, NewReason("schedule.calendar.kind", "value", shown(fields[1]))
	}
	if len(fields) == 3 {
		day.Name = strings.TrimSpace(fields[2])
	}
	if !isPlainText(day.Name) {
		return 0, day, NewReason("schedule.text.form", "value", shown(day.Name))
	}
	return dayNumber(date), day, nil
}
