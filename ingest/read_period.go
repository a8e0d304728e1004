package ingest

import (
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// periodText is what a row says about its period.
type periodText struct{ frequency, period string }

type periodReading struct {
	period  metrics.Period
	problem *metrics.Problem
	at      column
	guessed bool // a date cell was read as its month
}

// mostPeriods bounds the memory for periods that were read already.
const mostPeriods = 10_000

func (r *rowReading) readPeriod() {
	asked := periodText{r.cell(frequencyColumn), r.cell(periodColumn)}
	reading, known := r.reader.periods[asked]
	if !known {
		reading = r.reader.interpretPeriod(asked)
		if len(r.reader.periods) < mostPeriods {
			r.reader.periods[asked] = reading
		}
	}
	if reading.problem != nil {
		value := asked.period
		if reading.at == frequencyColumn {
			value = asked.frequency
		}
		r.reject(reading.at, value, reading.problem)
		return
	}
	if reading.guessed {
		r.flag(periodColumn, asked.period, metrics.NewProblem("period.read_as",
			"value", asked.period, "period", reading.period.String()))
	}
	r.result.observation.Period = reading.period
}

// readFrequency reads the frequency of a row that names no period.
func (r *rowReading) readFrequency() metrics.Frequency {
	text := r.cell(frequencyColumn)
	frequency, known := r.reader.words.frequencies[strings.ToLower(text)]
	if !known {
		r.reject(frequencyColumn, text, metrics.NewProblem("frequency.unknown", "value", text))
	}
	return frequency
}

// interpretPeriod reads the period with the frequency that the row gives, or without
// one. Spreadsheets turn a typed 2023-08 into the day 2023-08-01, so a day is taken
// for the period in which it lies when the frequency asks for one: its month, or its
// year when it is the first or the last day of it. A date cell without a frequency
// that shows the first of a month is taken for the month, with a remark.
func (r *rowReader) interpretPeriod(asked periodText) periodReading {
	frequency, known := r.words.frequencies[strings.ToLower(asked.frequency)]
	if asked.frequency != "" && !known {
		return periodReading{at: frequencyColumn, problem: metrics.NewProblem("frequency.unknown", "value", asked.frequency)}
	}
	if asked.period == "" {
		return periodReading{at: periodColumn, problem: metrics.NewProblem("period.missing")}
	}
	if day, isSerial := r.serialDay(asked.period); isSerial {
		asked.period = day.String()
		reading := r.interpretPeriod(asked)
		reading.guessed = true
		return reading
	}
	period, err := metrics.ReadPeriod(frequency, asked.period)
	if err == nil {
		if frequency == "" && r.workbook && period.Frequency == metrics.Day && period.First.Day() == 1 {
			return periodReading{period: metrics.MonthOf(period.First.Year(), period.First.Month()), guessed: true}
		}
		return periodReading{period: period}
	}
	if problem := metrics.AsProblem(err); problem != nil && problem.Key == "period.frequency" {
		if day, dayErr := metrics.ReadPeriod(metrics.Day, asked.period); dayErr == nil {
			if fitted, ok := periodOfDay(frequency, day.First); ok {
				return periodReading{period: fitted}
			}
		}
	}
	problem := metrics.AsProblem(err)
	if problem == nil {
		problem = metrics.NewProblem("period.form", "value", asked.period).Because(err)
	}
	return periodReading{at: periodColumn, problem: problem}
}

// serialDay reads the number that a workbook keeps for a day whose cell shows no date,
// such as 45169.
func (r *rowReader) serialDay(text string) (metrics.Date, bool) {
	if !r.workbook || len(text) != 5 {
		return 0, false
	}
	serial, err := strconv.Atoi(text)
	if err != nil {
		return 0, false
	}
	return metrics.SerialDay(serial, r.date1904)
}

func periodOfDay(frequency metrics.Frequency, day metrics.Date) (metrics.Period, bool) {
	edge := day.Month() == 1 && day.Day() == 1 || day.Month() == 12 && day.Day() == 31
	switch {
	case frequency == metrics.Month:
		return metrics.MonthOf(day.Year(), day.Month()), true
	case frequency == metrics.YearToDate:
		month := metrics.MonthOf(day.Year(), day.Month())
		period, err := metrics.ParsePeriod(metrics.YearToDate, month.String())
		return period, err == nil
	case frequency == metrics.Annual && edge:
		return metrics.Year(day.Year()), true
	}
	return metrics.Period{}, false
}
