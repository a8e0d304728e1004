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
	Name     string  `yaml:"name"`
	TitleZh  string  `yaml:"title_zh,omitempty"`
	TitleEn  string  `yaml:"title_en,omitempty"`
	Job      string  `yaml:"job"`
	Argument string  `yaml:"argument,omitempty"`
	Spec     string  `yaml:"spec"`
	Zone     string  `yaml:"zone"`
	Timeout  string  `yaml:"timeout"`
	CatchUp  CatchUp `yaml:"catch_up"`
	Paused   bool    `yaml:"paused,omitempty"`
	Retired  bool    `yaml:"retired,omitempty"`
}

// WriteFile writes schedules in the form that ParseFile reads. Who changed them and
// when is not part of the file.
func WriteFile(w io.Writer, schedules []Schedule) error {
	file := struct {
		Schedules []fileSchedule `yaml:"schedules"`
	}{Schedules: []fileSchedule{}}
	for _, schedule := range schedules {
		schedule = schedule.WithDefaults()
		file.Schedules = append(file.Schedules, fileSchedule{
			Name: schedule.Name, TitleZh: schedule.TitleZh, TitleEn: schedule.TitleEn,
			Job: schedule.Job, Argument: schedule.Argument, Spec: schedule.Spec, Zone: schedule.Zone,
			Timeout: ShortDuration(schedule.Timeout), CatchUp: schedule.CatchUp,
			Paused: schedule.Paused, Retired: schedule.Retired,
		})
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
