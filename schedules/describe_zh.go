package schedules

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// chinese words.
type chinese struct{}

func (chinese) interval(every time.Duration) string {
	if every%time.Hour == 0 {
		return fmt.Sprintf("每隔 %d 小时", every/time.Hour)
	}
	if every%time.Minute == 0 {
		return fmt.Sprintf("每隔 %d 分钟", every/time.Minute)
	}
	return fmt.Sprintf("每隔 %d 秒", every/time.Second)
}

func (chinese) everyMinutes(step int) string {
	if step == 1 {
		return "每分钟"
	}
	return fmt.Sprintf("每 %d 分钟", step)
}

func (chinese) minutesOfHour(minutes []int) string {
	if len(minutes) == 1 && minutes[0] == 0 {
		return "每小时整点"
	}
	return fmt.Sprintf("每小时第 %s 分", numbers(minutes, "、", "至"))
}

func (chinese) everyHours(step, first, minute int) string {
	return fmt.Sprintf("从 %s 起每 %d 小时", clockTime(first, minute), step)
}

func (chinese) times(times []string) string { return strings.Join(times, "、") }

func (c chinese) days(p pattern) string {
	if p.anyDay && p.anyWeekday {
		if p.anyMonth {
			return "每天"
		}
		return c.months(p) + "每天"
	}
	if !p.anyWeekday {
		days := "每周" + c.weekdays(p.weekdays)
		if p.anyMonth {
			return days
		}
		return c.months(p) + "的" + days
	}
	days := numbers(p.days, "、", "至") + " 日"
	if p.anyMonth {
		return "每月 " + days
	}
	if month, ok := p.quarterly(); ok {
		return fmt.Sprintf("每季度第 %d 个月 %s", month, days)
	}
	return c.months(p) + " " + days
}

func (chinese) months(p pattern) string {
	if month, ok := p.quarterly(); ok {
		return fmt.Sprintf("每季度第 %d 个月", month)
	}
	return "每年 " + numbers(p.months, "、", "至") + " 月"
}

func (chinese) weekdays(days []int) string {
	names := []string{"日", "一", "二", "三", "四", "五", "六"}
	if rangeOf(days) {
		return names[days[0]] + "至周" + names[days[len(days)-1]]
	}
	parts := make([]string, 0, len(days))
	// The Chinese week begins on Monday.
	for _, day := range mondayFirst(days) {
		parts = append(parts, names[day])
	}
	return strings.Join(parts, "、周")
}

func (chinese) both(days, weekdays string) string { return days + "以及" + weekdays }

func (chinese) join(days, times string) string {
	if days == "" {
		return times
	}
	return days + " " + times
}

func (chinese) spec(spec string) string { return "按表达式 " + spec }

func (chinese) zone(name string) string {
	if name == DefaultZone {
		return "（北京时间）"
	}
	return "（" + name + " 时间）"
}

// numbers lists numbers, a row without gaps as its ends.
func numbers(values []int, separator, until string) string {
	if rangeOf(values) {
		return fmt.Sprintf("%d%s%d", values[0], until, values[len(values)-1])
	}
	parts := make([]string, len(values))
	for i, value := range values {
		parts[i] = strconv.Itoa(value)
	}
	return strings.Join(parts, separator)
}

// mondayFirst moves Sunday to the end.
func mondayFirst(days []int) []int {
	if len(days) > 1 && days[0] == 0 {
		return append(append([]int{}, days[1:]...), 0)
	}
	return days
}
