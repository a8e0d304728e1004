package underway

import "time"

// Step is what is being done with a file.
type Step string

// The steps, in their order. Rows are read, checked and written side by side.
const (
	Asking    Step = "asking"    // the source is asked and has not answered yet
	Looking   Step = "looking"   // a watched folder is looked into
	Receiving Step = "receiving" // bytes are coming
	Waiting   Step = "waiting"   // another file is being taken in
	Opening   Step = "opening"   // its turn has come; it is looked at as a whole
	Reading   Step = "reading"   // rows are read, checked and written
	Finishing Step = "finishing" // all rows are checked; the last ones are written
	Stopping  Step = "stopping"  // somebody has stopped it
	Ended     Step = "ended"
)

// Progress is how far a file has come.
type Progress struct {
	Step Step
	// Received counts bytes; Expected is how many the source says it sends, 0 when it
	// does not say.
	Received, Expected int64
	// Read counts rows, Total estimates them (0: not known), Checked are those that all
	// checks have seen, Written those that the store holds; Rejected are part of Checked.
	Read, Total, Checked, Written, Rejected int
	// ToWrite are the rows that bring something new so far; DryRun: none will be written.
	ToWrite int
	DryRun  bool
	// Since is when the step began.
	Since time.Time
}

// leastForetold is how long a step must have gone on before its end is foretold.
const leastForetold = time.Second

// Done returns how much of the step is done, of how much: bytes while they come, then rows
// through all that is done with them. The total is 0 when it is not known.
func (p Progress) Done() (done, total int64) {
	switch p.Step {
	case Receiving:
		return min(p.Received, max(p.Expected, 0)), max(p.Expected, 0)
	case Reading, Finishing:
		stages := int64(3)
		// A row that brings nothing new needs no writing.
		settled := p.Checked - p.ToWrite + p.Written
		if p.DryRun {
			stages, settled = 2, 0
		}
		total = int64(p.Total) * stages
		return min(int64(p.Read+p.Checked+settled), total), total
	}
	return 0, 0
}

// Percent returns the share that is done, rounded down; known is false when the total is
// not known.
func (p Progress) Percent() (percent int, known bool) {
	done, total := p.Done()
	if total <= 0 {
		return 0, false
	}
	return int(done * 100 / total), true
}

// Left foretells how long the rest of the step takes at the pace so far; known is false
// when it is too early to say.
func (p Progress) Left(now time.Time) (left time.Duration, known bool) {
	done, total := p.Done()
	elapsed := now.Sub(p.Since)
	if total <= 0 || done <= 0 || elapsed < leastForetold {
		return 0, false
	}
	return time.Duration(float64(elapsed) * float64(total-done) / float64(done)), true
}
