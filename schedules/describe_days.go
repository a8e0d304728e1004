package schedules

import "fmt"

func (c chinese) workingDay(spec workingDaySpec, p pattern) string {
	day := fmt.Sprintf("第 %d 个工作日", spec.number)
	switch {
	case spec.number == -1:
		day = "最后一个工作日"
	case spec.number < 0:
		day = fmt.Sprintf("倒数第 %d 个工作日", -spec.number)
	}
	if p.anyMonth {
		return "每月" + day
	}
	return c.months(p) + day
}

func (chinese) daysOff(rule DaysOff) string {
	switch rule {
	case DaysOffSkip:
		return "，仅工作日执行"
	case DaysOffAfter:
		return "，遇非工作日顺延"
	case DaysOffBefore:
		return "，遇非工作日提前"
	default:
		return ""
	}
}

func (chinese) follows(after string) string { return "“" + after + "”更新数据之后" }

func (chinese) requires(after string) string { return "，“" + after + "”有更新才执行" }

func (e english) workingDay(spec workingDaySpec, p pattern) string {
	day := "on the " + ordinal(spec.number) + " working day"
	switch {
	case spec.number == -1:
		day = "on the last working day"
	case spec.number < 0:
		day = "on the " + ordinal(-spec.number) + " last working day"
	}
	if p.anyMonth {
		return day + " of every month"
	}
	if month, ok := p.quarterly(); ok {
		return day + " of the " + ordinalOfQuarter(month) + " month of every quarter"
	}
	return day + " of " + e.monthNames(p.months) + " every year"
}

func (english) daysOff(rule DaysOff) string {
	switch rule {
	case DaysOffSkip:
		return ", on working days only"
	case DaysOffAfter:
		return ", moved to the next working day"
	case DaysOffBefore:
		return ", moved to the working day before"
	default:
		return ""
	}
}

func (english) follows(after string) string { return "after “" + after + "” has changed data" }

func (english) requires(after string) string {
	return ", only when “" + after + "” has changed data"
}

// ordinal writes 1st, 2nd, 3rd, 11th.
func ordinal(number int) string {
	suffix := "th"
	if number%100 < 11 || number%100 > 13 {
		switch number % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", number, suffix)
}
