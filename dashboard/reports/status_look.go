package reports

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

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
	return textCell(statusText(status, word), look)
}

// statusText is a status as a cell shows it; a target that is not scored has a word only.
func statusText(status metrics.AssessmentStatus, word string) string {
	return JoinWords(" ", statusSigns[status], word)
}

// colorWords colors the cells of one column by the status words that they show. The
// rules look at the text, so that they hold for formulas, too.
func (s *sheet) colorWords(column, first, last int, words map[metrics.AssessmentStatus]string) error {
	var rules []excelize.ConditionalFormatOptions
	name, _ := excelize.ColumnNumberToName(column)
	for _, status := range metrics.AssessmentStatuses() {
		colors, known := statusColors[status]
		if !known || words[status] == "" {
			continue
		}
		id, err := s.book.file.NewConditionalStyle(&excelize.Style{
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colors[0]}},
			Font: &excelize.Font{Bold: true, Color: colors[1]},
		})
		if err != nil {
			return fmt.Errorf("make look of status %s: %w", status, err)
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Format: &id,
			Criteria: "$" + name + strconv.Itoa(first) + "=" + quoted(statusText(status, words[status]))})
	}
	if len(rules) == 0 {
		return nil
	}
	area := cellName(column, first) + ":" + cellName(column, last)
	if err := s.book.file.SetConditionalFormat(s.name, area, rules); err != nil {
		return fmt.Errorf("color statuses of sheet %s: %w", s.name, err)
	}
	return nil
}
