package metrics

// TaskTally counts tasks by their states.
type TaskTally struct {
	Total     int               `json:"total"`
	Counts    map[TaskState]int `json:"counts"`
	Difficult int               `json:"difficult"` // those whose unit reports difficulties
}

// Add counts one task.
func (t *TaskTally) Add(progress TaskProgress) {
	if t.Counts == nil {
		t.Counts = map[TaskState]int{}
	}
	t.Total++
	t.Counts[progress.State]++
	if progress.Difficult() {
		t.Difficult++
	}
}

// Of is how many tasks are in a state.
func (t TaskTally) Of(state TaskState) int { return t.Counts[state] }

// Done is how many tasks are done.
func (t TaskTally) Done() int { return t.Counts[TaskDone] }

// Late is how many tasks are past their deadline and not reported as done.
func (t TaskTally) Late() int { return t.Counts[TaskOverdue] + t.Counts[TaskUnreported] }

// DueSoon is how many tasks fall due soon.
func (t TaskTally) DueSoon() int { return t.Counts[TaskDueSoon] }
