package metrics

// Feed says where values come from and how they are let in.
type Feed struct {
	Code         string   `json:"code"`
	NameZh       string   `json:"name_zh"`
	NameEn       string   `json:"name_en"`
	Folder       string   `json:"folder"`       // below the data folder, watched by a schedule
	FilePattern  string   `json:"file_pattern"` // such as *.csv
	Scenario     Scenario `json:"scenario"`     // default scenario of its rows
	Review       bool     `json:"review"`       // true: a run waits for approval
	ScheduleCron string   `json:"schedule_cron,omitempty"`
	ScheduleZone string   `json:"schedule_zone,omitempty"`
	DueDay       int      `json:"due_day,omitempty"` // day of each month by which new values must have come; 0: none
	Note         string   `json:"note,omitempty"`
}
