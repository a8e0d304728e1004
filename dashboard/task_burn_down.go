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
	chart := charts.BurnDownChart{PlannedName: w.text("task.burn_down.planned"), LeftName: w.text("task.burn_down.left"), AsOf: -1, AsOfLabel: w.text("chart.as_of")}
	view := &ChartView{ID: "burn-down", Heads: []string{chart.PlannedName, chart.LeftName}}
	for _, point := range burnDown.Points {
		label := strconv.Itoa(point.Day.Year()) + "-" + twoDigits(point.Day.Month())
		onPlan, onReport := float64(point.PlannedLeft), whole(point.Left)
		at := len(chart.Categories) - 1
		if at < 0 || chart.Categories[at] != label {
			chart.Categories = append(chart.Categories, label)
			chart.Planned, chart.Left = append(chart.Planned, nil), append(chart.Left, nil)
			at++
		}
		chart.Planned[at] = &onPlan // the end of the month, the last of its days, stays
		if onReport != nil {
			chart.Left[at] = onReport
		}
		if point.Day == day {
			chart.AsOf = at
		}
	}
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
