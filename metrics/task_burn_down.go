package metrics

import "slices"

// TaskBurnDown holds the printed deadlines of tasks against what is reported as done.
type TaskBurnDown struct {
	Dated   int // tasks with a printed deadline; only these are counted below
	Undated int
	Points  []TaskBurnDownPoint
}

// TaskBurnDownPoint is one day: a printed deadline, the first day, the day of the answer,
// or another that was asked for.
type TaskBurnDownPoint struct {
	Day         Date
	Due         int  // tasks whose printed deadline is this day
	DueInAll    int  // tasks whose printed deadline is this day or earlier
	PlannedLeft int  // Dated − DueInAll
	Done        int  // tasks reported as done on this day; 0 after the day of the answer
	Left        *int // Dated − Done; nil after the day of the answer
	// Behind is how many more tasks are left than planned, negative when fewer.
	Behind *int
}

// TaskBurnDownOf counts from a first day, that of the plan, through every printed
// deadline; the day of the answer and further days that a picture needs have points of
// their own. Reports are those known to the reader, by task.
func TaskBurnDownOf(tasks []*Task, reports map[string][]TaskReport, first, day Date, further ...Date) TaskBurnDown {
	var burnDown TaskBurnDown
	due := map[Date]int{}
	var dated []*Task
	for _, task := range tasks {
		if task.Deadline.IsZero() {
			burnDown.Undated++
			continue
		}
		dated = append(dated, task)
		due[task.Deadline]++
	}
	burnDown.Dated = len(dated)
	if len(dated) == 0 {
		return burnDown
	}
	days := append([]Date{day}, further...)
	if !first.IsZero() {
		days = append(days, first)
	}
	for deadline := range due {
		days = append(days, deadline)
	}
	slices.Sort(days)
	inAll := 0
	for _, on := range slices.Compact(days) {
		inAll += due[on]
		point := TaskBurnDownPoint{Day: on, Due: due[on], DueInAll: inAll, PlannedLeft: len(dated) - inAll}
		if on <= day {
			for _, task := range dated {
				if TaskStateOn(task, reports[task.Code], on).State == TaskDone {
					point.Done++
				}
			}
			left := len(dated) - point.Done
			behind := left - point.PlannedLeft
			point.Left, point.Behind = &left, &behind
		}
		burnDown.Points = append(burnDown.Points, point)
	}
	return burnDown
}

// IsBehind tells whether more tasks are left than planned.
func (p TaskBurnDownPoint) IsBehind() bool { return p.Behind != nil && *p.Behind > 0 }
