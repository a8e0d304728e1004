package dashboard

import (
	"testing"

	"zhibiao/metrics"
)

// Eight indicators, counted by hand. To come and not met: LIKELY (0.8 is the edge of
// “likely”), BAD (0.1) and BLIND (no forecast), so 3. Met early and missed targets are not
// asked whether they will land, and a standing rule has no deadline. Behind are BAD and
// MISSED, both led by A, HELD of B, and ORPHAN, which nobody leads.
func TestAnswerOfTheOverview(t *testing.T) {
	day := metrics.NewDate(2026, 11, 22)
	chance := func(probability float64) *metrics.Landing { return &metrics.Landing{Probability: &probability} }
	item := func(status metrics.AssessmentStatus, deadline, lead string, landing *metrics.Landing) Item {
		built := Item{Target: &metrics.Target{}, Assessment: &metrics.Assessment{AsOf: day, Status: status, Landing: landing}}
		built.Target.Period = deadline
		if lead != "" {
			built.Lead = &metrics.Organisation{Code: lead}
		}
		return built
	}
	answer := newAnswer([]Item{
		item(metrics.OnSchedule, "2030", "A", chance(0.8)),    // LIKELY
		item(metrics.FarBehind, "2030", "A", chance(0.1)),     // BAD
		item(metrics.Pending, "2027", "B", nil),               // BLIND
		item(metrics.AchievedEarly, "2030", "A", chance(0.9)), // met
		item(metrics.Missed, "2025", "A", nil),                // MISSED
		item(metrics.NotHeld, "", "B", nil),                   // HELD, a standing rule
		item(metrics.Missed, "2025", "", nil),                 // ORPHAN
		{Indicator: &metrics.Indicator{}},                     // without a target
	})
	if answer.Ahead != 3 || answer.NoLead != 1 || answer.Others != 0 {
		t.Errorf("ahead %d, without lead %d, others %d, want 3, 1, 0", answer.Ahead, answer.NoLead, answer.Others)
	}
	var words []string
	for _, outlook := range answer.Outlook {
		words = append(words, outlook.Word)
		if outlook.Count != 1 {
			t.Errorf("%s: %d, want 1", outlook.Word, outlook.Count)
		}
	}
	if len(words) != 3 || words[0] != "outlook.word.likely" || words[1] != "outlook.word.unlikely" || words[2] != "outlook.word.none" {
		t.Errorf("words %v", words)
	}
	if len(answer.Leads) != 2 || answer.Leads[0].Organisation.Code != "A" || answer.Leads[0].Count != 2 || answer.Leads[1].Count != 1 {
		t.Errorf("leads %+v", answer.Leads)
	}
}

// Without a choice the list shows what can still be turned; when no deadline is to come it
// shows all. Counts do not depend on the choice.
func TestBehindListBeginsWithWhatCanBeTurned(t *testing.T) {
	item := func(code, period string) Item {
		return Item{Indicator: &metrics.Indicator{Code: code}, Target: &metrics.Target{Period: period},
			Assessment: &metrics.Assessment{AsOf: metrics.NewDate(2026, 11, 22), Status: metrics.FarBehind}}
	}
	past, ahead := item("PAST", "2025"), item("AHEAD", "2030")
	for _, c := range []struct {
		items          []Item
		choice, chosen string
		shown          int
	}{
		{[]Item{past, ahead}, "", deadlineAhead, 1},
		{[]Item{past, ahead}, deadlineAny, deadlineAny, 2},
		{[]Item{past, ahead}, deadlinePassed, deadlinePassed, 1},
		{[]Item{past}, "", deadlineAny, 1},
	} {
		list := newBehindList(c.items, c.choice)
		if list.Choice != c.chosen || len(list.Items) != c.shown || list.All != len(c.items) || list.Deadline != 1 {
			t.Errorf("choice %q of %d: %+v", c.choice, len(c.items), list)
		}
	}
}
