package main

import (
	"slices"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// seededSchedules are the schedules that a new database starts with.
func seededSchedules(feeds []metrics.Feed, demonstration bool) []schedules.Schedule {
	seeded := []schedules.Schedule{
		{Name: "catalogue", TitleZh: "规划目录", TitleEn: "Plan catalogue", Job: jobCatalogue, Spec: "5 0 * * *", Timeout: 10 * time.Minute},
		{Name: "assess", TitleZh: "每日评价", TitleEn: "Daily assessment", Job: jobAssess, Spec: "30 0 * * *", Timeout: time.Hour},
		{Name: "watch", TitleZh: "查找需提醒的事项", TitleEn: "Look for what to tell", Job: jobWatch, Spec: "*/5 * * * *", Timeout: 4 * time.Minute},
		{Name: "retention", TitleZh: "清理旧的执行记录", TitleEn: "Old records of runs", Job: jobRetention, Argument: "400", Spec: "0 3 1 * *", Timeout: time.Hour},
	}
	for _, feed := range feeds {
		if feed.ScheduleCron == "" || (feed.Scenario == metrics.Demonstration && !demonstration) {
			continue
		}
		seeded = append(seeded, schedules.Schedule{Name: feed.Code, TitleZh: feed.NameZh, TitleEn: feed.NameEn,
			Job: jobFolder, Argument: feed.Code, Spec: feed.ScheduleCron, Zone: feed.ScheduleZone, Timeout: 30 * time.Minute})
	}
	if demonstration {
		seeded = append(seeded, schedules.Schedule{Name: "demonstration-monthly", TitleZh: "生成演示数据", TitleEn: "Generate demonstration data",
			Job: jobDemonstration, Spec: "0 4 1 * *", Timeout: 10 * time.Minute})
	}
	slices.SortFunc(seeded, func(a, b schedules.Schedule) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return seeded
}
