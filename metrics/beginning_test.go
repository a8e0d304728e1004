package metrics

import "testing"

// The first of two plans was issued on 2022-11-28; the first value came out on 2014-01-30, or
// after the plans on 2023-02-01, or never. Edges belong to the later side: on its first day
// a thing is known.
func TestBeginning(t *testing.T) {
	catalogue := &Catalogue{Plans: []Plan{{Code: "B", Issued: NewDate(2022, 12, 2)}, {Code: "none"}, {Code: "A", Issued: NewDate(2022, 11, 28)}}}
	early, late := NewDate(2014, 1, 30), NewDate(2023, 2, 1)
	for _, c := range []struct {
		value, day Date
		sentence   string
		first      Date
	}{
		{early, NewDate(1990, 1, 1), "beginning.before_all", early},
		{early, early.AddDays(-1), "beginning.before_all", early},
		{early, early, "beginning.before_plans", early},
		{early, NewDate(2022, 11, 27), "beginning.before_plans", early},
		{early, NewDate(2022, 11, 28), "", early},
		{late, NewDate(2022, 11, 27), "beginning.before_all", NewDate(2022, 11, 28)},
		{late, NewDate(2022, 12, 1), "", NewDate(2022, 11, 28)},
		{0, NewDate(1990, 1, 1), "beginning.without_values", NewDate(2022, 11, 28)},
	} {
		beginning := BeginningOf(catalogue, c.value)
		key := ""
		if sentence := beginning.Sentence(c.day, Date.String); sentence != nil {
			key = sentence.Key
			if sentence.Arguments["plan"] != "2022-11-28" || sentence.Arguments["day"] != c.day.String() {
				t.Errorf("%s says %v", c.day, sentence.Arguments)
			}
		}
		if key != c.sentence || beginning.First() != c.first {
			t.Errorf("%s with values since %s: %q, first %s; want %q, %s", c.day, c.value, key, beginning.First(), c.sentence, c.first)
		}
	}
	if empty := BeginningOf(&Catalogue{}, 0); empty.Sentence(NewDate(1990, 1, 1), Date.String) != nil || !empty.First().IsZero() {
		t.Error("without plans there is no beginning")
	}
}
