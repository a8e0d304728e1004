package schedules

import (
	"errors"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
)

// fileReader collects the schedules and the problems of one file.
type fileReader struct {
	jobs      []string // the registered ones; nil for any
	schedules []Schedule
	problems  Problems
}

func (f *fileReader) refuse(line int, schedule, field, key string, pairs ...string) {
	f.problems = append(f.problems, Problem{Line: line, Schedule: schedule, Field: field, Reason: *NewReason(key, pairs...)})
}

// readDocument reads the one mapping with the one key schedules.
func (f *fileReader) readDocument(root *yaml.Node) {
	if root.Kind != yaml.MappingNode || len(root.Content) != 2 || root.Content[0].Value != "schedules" ||
		root.Content[1].Kind != yaml.SequenceNode {
		f.refuse(root.Line, "", "", "schedule.file.form")
		return
	}
	firstLine := map[string]int{}
	for _, node := range root.Content[1].Content {
		if node.Kind != yaml.MappingNode {
			f.refuse(node.Line, "", "", "schedule.file.form")
			continue
		}
		schedule, lines := f.readSchedule(node)
		if line, repeated := firstLine[schedule.Name]; repeated && schedule.Name != "" {
			f.refuse(lines["name"], schedule.Name, "name", "schedule.name.repeated", "name", shown(schedule.Name), "line", strconv.Itoa(line))
		}
		firstLine[schedule.Name] = lines["name"]
		f.schedules = append(f.schedules, schedule)
	}
}

// readSchedule reads one mapping and returns the lines of its keys too.
func (f *fileReader) readSchedule(node *yaml.Node) (Schedule, map[string]int) {
	var schedule Schedule
	lines, before := map[string]int{}, len(f.problems)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if _, repeated := lines[key.Value]; repeated {
			f.refuse(key.Line, schedule.Name, shown(key.Value), "schedule.file.repeated_key", "key", shown(key.Value))
			continue
		}
		lines[key.Value] = value.Line
		if value.Kind != yaml.ScalarNode {
			f.refuse(value.Line, schedule.Name, shown(key.Value), "schedule.file.value", "key", shown(key.Value))
			continue
		}
		f.readValue(&schedule, key, value)
	}
	if len(f.problems) > before {
		return schedule, lines
	}
	var problems Problems
	if err := Check(schedule, f.jobs); errors.As(err, &problems) {
		for _, problem := range problems {
			problem.Line = node.Line
			if line, given := lines[problem.Field]; given {
				problem.Line = line
			}
			f.problems = append(f.problems, problem)
		}
	}
	return schedule, lines
}

// readValue puts one value where its key says.
func (f *fileReader) readValue(schedule *Schedule, key, value *yaml.Node) {
	text := value.Value
	if value.Tag == "!!null" {
		text = ""
	}
	switch key.Value {
	case "name":
		schedule.Name = text
	case "title_zh":
		schedule.TitleZh = text
	case "title_en":
		schedule.TitleEn = text
	case "job":
		schedule.Job = text
	case "argument":
		schedule.Argument = text
	case "spec":
		schedule.Spec = text
	case "zone":
		schedule.Zone = text
	case "catch_up":
		schedule.CatchUp = CatchUp(text)
	case "days_off":
		schedule.DaysOff = DaysOff(text)
	case "after":
		schedule.After = text
	case "overlap":
		schedule.Overlap = Overlap(text)
	case "source":
		schedule.Source = text
	case "timeout":
		schedule.Timeout = f.readDuration(schedule.Name, key, value)
	case "retry_wait":
		schedule.RetryWait = f.readDuration(schedule.Name, key, value)
	case "jitter":
		schedule.Jitter = f.readDuration(schedule.Name, key, value)
	case "retries":
		schedule.Retries = f.readNumber(schedule.Name, key, value)
	case "catch_up_limit":
		schedule.CatchUpLimit = f.readNumber(schedule.Name, key, value)
	case "paused":
		schedule.Paused = f.readSwitch(schedule.Name, key, value)
	case "retired":
		schedule.Retired = f.readSwitch(schedule.Name, key, value)
	default:
		f.refuse(key.Line, schedule.Name, shown(key.Value), "schedule.file.unknown_key", "key", shown(key.Value))
	}
}

// readSwitch reads true or false.
func (f *fileReader) readSwitch(schedule string, key, value *yaml.Node) bool {
	if value.Tag != "!!bool" || (value.Value != "true" && value.Value != "false") {
		f.refuse(value.Line, schedule, key.Value, "schedule.file.switch", "key", key.Value, "value", shown(value.Value))
	}
	return value.Value == "true"
}

// readDuration reads a duration with its unit, such as 30m.
func (f *fileReader) readDuration(schedule string, key, value *yaml.Node) time.Duration {
	duration, err := time.ParseDuration(value.Value)
	if err != nil || duration <= 0 {
		f.refuse(value.Line, schedule, key.Value, "schedule.timeout.form", "timeout", shown(value.Value))
	}
	return duration
}

// readNumber reads a whole number that is not negative.
func (f *fileReader) readNumber(schedule string, key, value *yaml.Node) int {
	number, err := strconv.Atoi(value.Value)
	if err != nil || number < 0 {
		f.refuse(value.Line, schedule, key.Value, "schedule.file.number", "key", key.Value, "value", shown(value.Value))
	}
	return number
}
