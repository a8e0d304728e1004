package dashboard

import (
	"strconv"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// longestBurnDown is how many months the picture of what is left may span.
const longestBurnDown = 240

// monthEnds lists the ends of the months from that of a first day to that of the last
// deadline, but at least to that of the day of the page: they make the picture even.
func monthEnds(tasks []*metrics.Task, first, day metrics.Date) []metrics.Date {
	last := day
	for _, task := range tasks {
		last = max(last, task.Deadline)
	}
	if first.IsZero() {
		first = day
	}
	var ends []metrics.Date
	for month := 0; month < longestBurnDown; month++ {
		end := metrics.NewDate(first.Year(), first.Month()+month+1, 1).AddDays(-1)
		ends = append(ends, end)
		if end >= last {
			break
		}
	}
	return ends
}

// burnDownChart draws month by month how many tasks the printed deadlines leave, and
// how many are left by the reports. The month of the day of the page holds that day.
func (w wording) burnDownChart(burnDown metrics.TaskBurnDown, day metrics.Date, plan string) (*ChartView, error) {
	planned := charts.Series{Name: w.text("task.burn_down.planned"), Style: charts.StyleLevel}
	left := charts.Series{Name: w.text("task.burn_down.left"), Style: charts.StyleActual}
	chart := charts.TargetChart{AsOf: -1, AsOfLabel: w.text("chart.as_of")}
	view := &ChartView{ID: "burn-down", Heads: []string{planned.Name, left.Name}}
	for _, point := range burnDown.Points {
		label := strconv.Itoa(point.Day.Year()) + "-" + twoDigits(point.Day.Month())
		onPlan, onReport := float64(point.PlannedLeft), whole(point.Left)
		at := len(chart.Categories) - 1
		if at < 0 || chart.Categories[at] != label {
			chart.Categories = append(chart.Categories, label)
			planned.Values, left.Values = append(planned.Values, nil), append(left.Values, nil)
			at++
		}
		planned.Values[at] = &onPlan // the end of the month, the last of its days, stays
		if onReport != nil {
			left.Values[at] = onReport
		}
		if point.Day == day {
			chart.AsOf = at
		}
	}
	chart.Series = []charts.Series{left, planned}
	chart.Description = w.text("task.burn_down.description", "plan", plan, "date", w.date(day), "dated", burnDown.Dated)
	var err error
	view.Options, err = chart.JSON()
	return view, err
}

func twoDigits(number int) string {
	if number < 10 {
		return "0" + strconv.Itoa(number)
	}
	return strconv.Itoa(number)
}

func whole(count *int) *float64 {
	if count == nil {
		return nil
	}
	value := float64(*count)
	return &value
}
