package dashboard

import (
	"slices"
	"strconv"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// remindedValues is how many missing values a reminder names.
const remindedValues = 12

// FormReminder is the notice that tells an organisation what is missing from its answer to
// a form. Notices with the same occasion are told once.
func FormReminder(catalogue *metrics.Catalogue, form *metrics.Form, standing metrics.FormStanding, occasion string) notices.Notice {
	both := func(name, zh, en string) []string {
		if en == "" {
			en = zh
		}
		return []string{name, zh, name + "_en", en}
	}
	who := both("organisation", standing.Organisation, standing.Organisation)
	if unit := catalogue.Organisation(standing.Organisation); unit != nil {
		who = both("organisation", unit.NameZh, unit.NameEn)
	}
	key := "notice.form"
	if standing.DaysLate > 0 {
		key = "notice.form_late"
	}
	notice := notices.Notice{ID: reminderID(form.Code, standing.Organisation) + occasion, Kind: notices.Reminder,
		Subject: standing.Organisation, Organisations: []string{standing.Organisation}, Path: formsPath + "/" + form.Code,
		Words: *schedules.NewReason(key, append(who, "title", form.Title, "form", form.Code, "due", form.Due.String(),
			"count", strconv.Itoa(len(standing.Missing)), "days", strconv.Itoa(standing.DaysLate))...)}
	for i, row := range standing.Missing {
		if i == remindedValues {
			notice.Details = append(notice.Details, *schedules.NewReason("notice.reminder.more", "count", strconv.Itoa(len(standing.Missing)-i)))
			break
		}
		words := both("indicator", row.Indicator, row.Indicator)
		if indicator := catalogue.Indicator(row.Indicator); indicator != nil {
			words = both("indicator", metrics.FormName(indicator.NameZh, row.Dimension), indicator.NameEn)
		}
		area := both("area", row.Area, row.Area)
		if place := catalogue.Area(row.Area); place != nil {
			area = both("area", place.NameZh, place.NameEn)
		}
		notice.Details = append(notice.Details, *schedules.NewReason("notice.form.line", append(append(words, area...), "period", row.Period.String())...))
	}
	return notice
}

// reminderID begins the names of all reminders of an organisation about a form.
func reminderID(form, organisation string) string {
	return "form:" + form + ":" + organisation + ":"
}

// hearsReminders tells whether a recipient wants to hear of reminders.
func hearsReminders(recipient notices.Recipient) bool {
	return slices.Contains(recipient.Kinds, notices.Reminder)
}
