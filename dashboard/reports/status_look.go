package reports

import "zhibiao/metrics"

// statusSigns stand before the status word, so that a black-and-white print and a
// colour-blind reader tell the statuses apart. All are in the fonts of an office.
var statusSigns = map[metrics.AssessmentStatus]string{
	metrics.AchievedEarly:   "√√",
	metrics.Achieved:        "√",
	metrics.Held:            "＝",
	metrics.AheadOfSchedule: "▲",
	metrics.OnSchedule:      "→",
	metrics.Behind:          "▼",
	metrics.FarBehind:       "▼▼",
	metrics.NotHeld:         "≠",
	metrics.Missed:          "×",
	metrics.Pending:         "○",
	metrics.NotAssessable:   "？",
}

// statusColors are fill and ink of the status cell; the inks have a contrast above
// 4.5 on their fills.
var statusColors = map[metrics.AssessmentStatus][2]string{
	metrics.AchievedEarly:   {"D3EBDD", "0B5132"},
	metrics.Achieved:        {"D3EBDD", "0B5132"},
	metrics.Held:            {"E3F1E8", "0B5132"},
	metrics.AheadOfSchedule: {"DCEBF7", "0B4A78"},
	metrics.OnSchedule:      {"EDF3F8", "274D6B"},
	metrics.Behind:          {"FCE9C8", "7A4300"},
	metrics.FarBehind:       {"F8D3C6", "8A1F0B"},
	metrics.NotHeld:         {"FCE9C8", "7A4300"},
	metrics.Missed:          {"F4C7C3", "7F1410"},
	metrics.Pending:         {"F1F3F5", "4A5561"},
	metrics.NotAssessable:   {"F1F3F5", "4A5561"},
}

func statusCell(status metrics.AssessmentStatus, word string) cell {
	look := centerLook
	if colors, known := statusColors[status]; known {
		look.fill, look.color, look.bold = colors[0], colors[1], true
	}
	if word == "" {
		return cell{style: look}
	}
	return textCell(statusSigns[status]+" "+word, look)
}
