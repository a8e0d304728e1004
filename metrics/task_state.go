package metrics

// TaskState is how a task stands on a day.
type TaskState string

// The states of tasks, from worst to best, then those that no day can judge.
const (
	TaskOverdue    TaskState = "overdue"    // 逾期: the deadline has passed and the unit reports that it is not done
	TaskUnreported TaskState = "unreported" // 到期未报: the deadline has passed and nobody has reported anything
	TaskDueSoon    TaskState = "due_soon"   // 即将到期: the deadline lies at most TaskSoonDays ahead
	TaskNotDue     TaskState = "not_due"    // 未到期
	TaskDone       TaskState = "done"       // 已完成, as reported
	TaskStanding   TaskState = "standing"   // 长期: a duty without an end, or one that comes back
	TaskUndated    TaskState = "undated"    // 无时限: the plan prints no deadline
)

// TaskSoonDays is how many days before its deadline a task counts as due soon. It is a
// convention of the program; no plan prints one.
const TaskSoonDays = 30

// TaskStates lists all states in the order in which pages show them.
func TaskStates() []TaskState {
	return []TaskState{TaskOverdue, TaskUnreported, TaskDueSoon, TaskNotDue, TaskDone, TaskStanding, TaskUndated}
}

// IsLate tells whether the deadline has passed without a report that the task is done.
func (s TaskState) IsLate() bool { return s == TaskOverdue || s == TaskUnreported }

// TaskProgress is how a task stands on a day, and by what report.
type TaskProgress struct {
	State  TaskState   `json:"state"`
	Report *TaskReport `json:"report"` // the report that holds on the day, or nil
	// DaysLeft counts from the day to the deadline, negative when it has passed; 0
	// without a deadline.
	DaysLeft int `json:"days_left"`
	// DaysLate is how many days after the deadline the task was done; 0 when in time.
	DaysLate int `json:"days_late"`
}

// Difficult tells whether the unit reports difficulties and the task is not done.
func (p TaskProgress) Difficult() bool { return p.Report != nil && p.Report.State == ReportDifficult }

// TaskStateOn judges a task on a day from the reports on it, of which others are passed
// over. In this order: done when the report that holds says so; late when the deadline
// lies before the day (the day of the deadline itself is still in time); due soon up to
// TaskSoonDays ahead. A task without a deadline is a standing duty when it comes back,
// and undated otherwise.
func TaskStateOn(task *Task, reports []TaskReport, day Date) TaskProgress {
	var own []TaskReport
	for _, report := range reports {
		if report.Task == task.Code {
			own = append(own, report)
		}
	}
	progress := TaskProgress{Report: latestReport(own, day)}
	if !task.Deadline.IsZero() {
		progress.DaysLeft = int(task.Deadline - day)
	}
	switch {
	case progress.Report != nil && progress.Report.State == ReportDone:
		progress.State = TaskDone
		if !task.Deadline.IsZero() {
			progress.DaysLate = max(0, int(progress.Report.Date-task.Deadline))
		}
	case task.Deadline.IsZero() && task.Recurrence != "":
		progress.State = TaskStanding
	case task.Deadline.IsZero():
		progress.State = TaskUndated
	case progress.DaysLeft < 0 && progress.Report == nil:
		progress.State = TaskUnreported
	case progress.DaysLeft < 0:
		progress.State = TaskOverdue
	case progress.DaysLeft <= TaskSoonDays:
		progress.State = TaskDueSoon
	default:
		progress.State = TaskNotDue
	}
	return progress
}
