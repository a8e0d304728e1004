package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// leadsNamed is how many lead organisations the answer of the overview names.
const leadsNamed = 5

// Answer says in the first lines of the overview whether the targets whose deadline is to
// come will be met, and who leads most of what is behind.
type Answer struct {
	Ahead   int // targets whose deadline is to come and that are not met yet
	Outlook []OutlookCount
	Leads   []LeadCount // those with most behind, at most leadsNamed
	Others  int         // how many more organisations lead something that is behind
	NoLead  int         // behind, and the document names nobody who leads
}

// OutlookCount is how many targets share one word for where they will land.
type OutlookCount struct {
	Word  string // its key
	Tone  string // class of its colour
	Count int
}

// LeadCount is how many indicators that are behind one organisation leads.
type LeadCount struct {
	Organisation *metrics.Organisation
	Count        int
}

// newAnswer counts what the answer says. Every target has one word, and every indicator
// that is behind counts once, for the one organisation that leads.
func newAnswer(items []Item) Answer {
	var answer Answer
	outlook := map[string]*OutlookCount{}
	leads := map[string]*LeadCount{}
	for _, item := range items {
		if item.awaitsDeadline() {
			answer.Ahead++
			word := item.OutlookWord()
			if outlook[word] == nil {
				outlook[word] = &OutlookCount{Word: word, Tone: item.OutlookTone()}
			}
			outlook[word].Count++
		}
		switch {
		case !item.HasTarget() || !item.Status().IsBehind():
		case item.Lead == nil:
			answer.NoLead++
		default:
			if leads[item.Lead.Code] == nil {
				leads[item.Lead.Code] = &LeadCount{Organisation: item.Lead}
			}
			leads[item.Lead.Code].Count++
		}
	}
	for _, word := range outlookWords() {
		if outlook[word] != nil {
			answer.Outlook = append(answer.Outlook, *outlook[word])
		}
	}
	for _, lead := range leads {
		answer.Leads = append(answer.Leads, *lead)
	}
	slices.SortFunc(answer.Leads, func(a, b LeadCount) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Organisation.Code, b.Organisation.Code))
	})
	answer.Others = max(0, len(answer.Leads)-leadsNamed)
	answer.Leads = answer.Leads[:len(answer.Leads)-answer.Others]
	return answer
}

// outlookWords are the words for a target that is neither met nor past, from good to bad.
func outlookWords() []string {
	return []string{"outlook.word.likely", "outlook.word.possible", "outlook.word.doubtful", "outlook.word.unlikely", "outlook.word.none"}
}

// awaitsDeadline tells whether the target has a deadline to come and is not met yet.
func (i Item) awaitsDeadline() bool {
	return i.HasTarget() && !i.Deadline().IsZero() && slices.Contains(outlookWords(), i.OutlookWord())
}
