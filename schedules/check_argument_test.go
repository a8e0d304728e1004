package schedules_test

import (
	"context"
	"errors"
	"testing"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// A wrong argument is told beside its field when the schedule is made or the argument
// changed; a schedule whose argument has become wrong can still be paused.
func TestArgumentsAreCheckedWhenSaved(t *testing.T) {
	var wrong bool
	scheduler := schedules.New(&schedulestest.Memory{}, map[string]schedules.Job{"quick": nil}, schedules.Options{
		CheckArgument: func(_ context.Context, schedule schedules.Schedule) error {
			if wrong || schedule.Argument == "bad" {
				return schedules.NewReason("job.argument.form", "value", schedule.Argument)
			}
			return nil
		}})
	save := func(argument string) error {
		return scheduler.Save(t.Context(), schedules.Schedule{Name: "a", Job: "quick", Spec: "@daily", Argument: argument})
	}
	var problems schedules.Problems
	if err := save("bad"); !errors.As(err, &problems) || problems[0].Field != "argument" || problems[0].Reason.Key != "job.argument.form" {
		t.Errorf("a new schedule: %v", err)
	}
	if err := save("good"); err != nil {
		t.Fatal(err)
	}
	wrong = true
	if err := save("better"); !errors.As(err, &problems) {
		t.Errorf("a changed argument: %v", err)
	}
	if err := scheduler.Pause(t.Context(), "a", true, "x"); err != nil {
		t.Errorf("a pause is refused: %v", err)
	}
}
