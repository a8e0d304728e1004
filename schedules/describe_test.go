package schedules_test

import (
	"testing"

	"zhibiao/schedules"
)

func TestDescribe(t *testing.T) {
	t.Parallel()
	tests := []struct{ spec, zone, zh, en string }{
		{"* * * * *", "", "每分钟（北京时间）", "every minute (Beijing time)"},
		{"*/5 * * * *", "", "每 5 分钟（北京时间）", "every 5 minutes (Beijing time)"},
		{"0 * * * *", "", "每小时整点（北京时间）", "every hour on the hour (Beijing time)"},
		{"@hourly", "", "每小时整点（北京时间）", "every hour on the hour (Beijing time)"},
		{"15 * * * *", "", "每小时第 15 分（北京时间）", "every hour at minute 15 (Beijing time)"},
		{"*/45 * * * *", "", "每小时第 0、45 分（北京时间）", "every hour at minutes 0, 45 (Beijing time)"}, // not every 45 minutes
		{"*/7 * * * *", "", "按表达式 */7 * * * *（北京时间）", "by the expression */7 * * * * (Beijing time)"},
		{"10 */2 * * *", "", "从 00:10 起每 2 小时（北京时间）", "every 2 hours from 00:10 (Beijing time)"},
		{"30 8 * * *", "Europe/Berlin", "每天 08:30（Europe/Berlin 时间）", "every day at 08:30 (Europe/Berlin time)"},
		{"30 8,14 * * *", "", "每天 08:30、14:30（北京时间）", "every day at 08:30 and 14:30 (Beijing time)"},
		{"@daily", "America/New_York", "每天 00:00（America/New_York 时间）", "every day at 00:00 (America/New York time)"},
		{"30 8 * * 1", "", "每周一 08:30（北京时间）", "every Monday at 08:30 (Beijing time)"},
		{"30 8 * * mon-fri", "", "每周一至周五 08:30（北京时间）", "every Monday to Friday at 08:30 (Beijing time)"},
		{"30 8 * * 0,6", "", "每周六、周日 08:30（北京时间）", "every Saturday and Sunday at 08:30 (Beijing time)"},
		{"*/10 * * * 1-5", "", "每周一至周五 每 10 分钟（北京时间）", "every 10 minutes, every Monday to Friday (Beijing time)"},
		{"30 8 5 * *", "", "每月 5 日 08:30（北京时间）", "on day 5 of every month at 08:30 (Beijing time)"},
		{"30 8 5,20 * *", "", "每月 5、20 日 08:30（北京时间）", "on days 5, 20 of every month at 08:30 (Beijing time)"},
		{"30 8 1-5 * *", "", "每月 1至5 日 08:30（北京时间）", "on days 1 to 5 of every month at 08:30 (Beijing time)"},
		{"0 9 18 1,4,7,10 *", "", "每季度第 1 个月 18 日 09:00（北京时间）", "on day 18 of the first month of every quarter at 09:00 (Beijing time)"},
		{"0 9 18 */3 *", "", "每季度第 1 个月 18 日 09:00（北京时间）", "on day 18 of the first month of every quarter at 09:00 (Beijing time)"},
		{"0 9 18 3,6,9,12 *", "", "每季度第 3 个月 18 日 09:00（北京时间）", "on day 18 of the third month of every quarter at 09:00 (Beijing time)"},
		{"0 9 5 3 *", "", "每年 3 月 5 日 09:00（北京时间）", "on day 5 of March every year at 09:00 (Beijing time)"},
		{"@yearly", "", "每年 1 月 1 日 00:00（北京时间）", "on day 1 of January every year at 00:00 (Beijing time)"},
		{"0 9 * 1,2 1", "", "每年 1、2 月的每周一 09:00（北京时间）", "every Monday in January and February every year at 09:00 (Beijing time)"},
		{"0 9 * 6-8 *", "", "每年 6至8 月每天 09:00（北京时间）", "every day in June to August every year at 09:00 (Beijing time)"},
		{"0 9 13 * 5", "", "每月 13 日以及每周五 09:00（北京时间）", "on day 13 of every month and also every Friday at 09:00 (Beijing time)"},
		{"@every 90m", "", "每隔 90 分钟", "every 90 minutes"},
		{"@every 1h", "", "每隔 1 小时", "every hour"},
		{"@every 61s", "", "每隔 61 秒", "every 61 seconds"},
		{"not a spec", "", "按表达式 not a spec", "by the expression not a spec"},
		{"TZ=0", "", "按表达式 TZ=0", "by the expression TZ=0"},
	}
	for _, test := range tests {
		t.Run(test.spec, func(t *testing.T) {
			t.Parallel()
			schedule := schedules.Schedule{Spec: test.spec, Zone: test.zone}
			if got := schedules.Describe(schedule, "zh"); got != test.zh {
				t.Errorf("got %q, want %q", got, test.zh)
			}
			if got := schedules.Describe(schedule, "en"); got != test.en {
				t.Errorf("got %q, want %q", got, test.en)
			}
		})
	}
}
