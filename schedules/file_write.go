package schedules

import (
	"fmt"
	"io"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// fileSchedule is a schedule as the file spells it.
type fileSchedule struct {
	Name         string  `yaml:"name"`
	TitleZh      string  `yaml:"title_zh,omitempty"`
	TitleEn      string  `yaml:"title_en,omitempty"`
	Job          string  `yaml:"job"`
	Argument     string  `yaml:"argument,omitempty"`
	Spec         string  `yaml:"spec,omitempty"`
	After        string  `yaml:"after,omitempty"`
	DaysOff      DaysOff `yaml:"days_off,omitempty"`
	Zone         string  `yaml:"zone"`
	Jitter       string  `yaml:"jitter,omitempty"`
	Timeout      string  `yaml:"timeout"`
	CatchUp      CatchUp `yaml:"catch_up"`
	CatchUpLimit int     `yaml:"catch_up_limit,omitempty"`
	Overlap      Overlap `yaml:"overlap,omitempty"`
	Retries      int     `yaml:"retries,omitempty"`
	RetryWait    string  `yaml:"retry_wait,omitempty"`
	Source       string  `yaml:"source,omitempty"`
	Paused       bool    `yaml:"paused,omitempty"`
	Retired      bool    `yaml:"retired,omitempty"`
}

// WriteFile writes schedules in the form that ParseFile reads. Who changed them and
// when is not part of the file.
func WriteFile(w io.Writer, schedules []Schedule) error {
	file := struct {
		Schedules []fileSchedule `yaml:"schedules"`
	}{Schedules: []fileSchedule{}}
	for _, schedule := range schedules {
		file.Schedules = append(file.Schedules, inFile(schedule.WithDefaults()))
	}
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(file); err != nil {
		return fmt.Errorf("write file of schedules: %w", err)
	}
	if err := encoder.Close(); err != nil {
		return fmt.Errorf("write file of schedules: %w", err)
	}
	return nil
}

// inFile spells a schedule; settings that are as the defaults are left out, except
// those that every schedule is better read with.
func inFile(schedule Schedule) fileSchedule {
	spelled := fileSchedule{
		Name: schedule.Name, TitleZh: schedule.TitleZh, TitleEn: schedule.TitleEn,
		Job: schedule.Job, Argument: schedule.Argument, Spec: schedule.Spec, After: schedule.After, Zone: schedule.Zone,
		Timeout: ShortDuration(schedule.Timeout), CatchUp: schedule.CatchUp, Source: schedule.Source,
		Retries: schedule.Retries, Paused: schedule.Paused, Retired: schedule.Retired,
	}
	if schedule.DaysOff != DaysOffRun {
		spelled.DaysOff = schedule.DaysOff
	}
	if schedule.Overlap != OverlapSkip {
		spelled.Overlap = schedule.Overlap
	}
	if schedule.CatchUpLimit != DefaultCatchUpLimit {
		spelled.CatchUpLimit = schedule.CatchUpLimit
	}
	if schedule.RetryWait != DefaultRetryWait {
		spelled.RetryWait = ShortDuration(schedule.RetryWait)
	}
	if schedule.Jitter > 0 {
		spelled.Jitter = ShortDuration(schedule.Jitter)
	}
	return spelled
}

// ShortDuration writes a duration without its empty parts: 30m, not 30m0s.
func ShortDuration(duration time.Duration) string {
	text := duration.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
