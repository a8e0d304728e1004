package metrics

import "cmp"

// firstTurn tells the first status that could be given, and by which value.
func (input *StatusTurnsInput) firstTurn(state *statusState) StatusTurn {
	turn := StatusTurn{Day: state.day, To: state.verdict.status, Cause: TurnFirst, Reason: state.verdict.reason}
	changes := changesBetween(nil, state.values)
	if behind := input.valueBehind(changes, state); behind != nil {
		behind.tell(&turn)
	}
	return turn
}

// turn finds out what made the status turn between two days.
func (input *StatusTurnsInput) turn(before, after *statusState) StatusTurn {
	turn := StatusTurn{Day: after.day, From: before.verdict.status, To: after.verdict.status, Cause: TurnDay, Reason: after.verdict.reason}
	between := *before
	between.day = after.day
	between.evaluate()
	status := between.verdict.status
	for _, step := range []struct {
		cause TurnCause
		take  func()
	}{
		{TurnValue, func() { between.values = after.values }},
		{TurnPolicy, func() { between.policy = after.policy }},
		{TurnCatalogue, func() { between.catalogue = after.catalogue }},
	} {
		step.take()
		between.evaluate()
		if between.verdict.status != status {
			turn.Cause, status = step.cause, between.verdict.status
		}
	}
	switch turn.Cause {
	case TurnValue:
		if behind := input.valueBehind(changesBetween(before.values, after.values), after); behind != nil {
			behind.tell(&turn)
		}
	case TurnPolicy:
		turn.Policy = after.policy.Version
	}
	return turn
}

// valueChange is one key whose value differs between two days: new, another version of
// it, or gone.
type valueChange struct {
	key        ObservationKey
	old, value *Observation
}

func changesBetween(before, after map[ObservationKey]*Observation) []valueChange {
	var changes []valueChange
	for key, value := range after {
		if old := before[key]; old != value {
			changes = append(changes, valueChange{key, old, value})
		}
	}
	for key, old := range before {
		if after[key] == nil {
			changes = append(changes, valueChange{key, old, nil})
		}
	}
	return changes
}

// valueBehind picks the change that a turn is told by: of the target's own series
// before others, the period that was judged before others, of that period the value that
// was judged (December alone and the months up to it share their name), then the latest.
func (input *StatusTurnsInput) valueBehind(changes []valueChange, state *statusState) *valueChange {
	var own SeriesKey
	if state.catalogue != nil {
		if target := state.catalogue.Target(input.Query.Target); target != nil {
			own = target.Series(input.Query.Scenario)
			if input.Query.Area != "" {
				own.Area = input.Query.Area
			}
		}
	}
	rank := func(change *valueChange) (rank int) {
		if change.key.SeriesKey == own {
			rank += 4
		}
		if change.key.Period.String() == state.verdict.period {
			rank += 2
			if change.value != nil && change.value.Value.Valid && displayed(change.value.Value.Decimal) == state.verdict.value {
				rank++
			}
		}
		return rank
	}
	var best *valueChange
	for i := range changes {
		change := &changes[i]
		switch {
		case best == nil, rank(change) > rank(best):
			best = change
		case rank(change) == rank(best) && best.key.compare(change.key) < 0:
			best = change
		}
	}
	return best
}

// compare orders keys of one scenario by the end of their period, then by frequency (the
// months up to January are January) and by name, so that the same history is told the same
// way every time.
func (k ObservationKey) compare(other ObservationKey) int {
	return cmp.Or(
		cmp.Compare(k.Period.Last, other.Period.Last),
		cmp.Compare(k.Period.First, other.Period.First),
		cmp.Compare(frequencyWeight(k.Period.Frequency), frequencyWeight(other.Period.Frequency)),
		cmp.Compare(k.Indicator, other.Indicator),
		cmp.Compare(k.Area, other.Area),
		cmp.Compare(k.Dimension, other.Dimension),
	)
}

// tell writes the value into a turn. A value that was changed or taken back makes it a
// turn by revision.
func (c *valueChange) tell(turn *StatusTurn) {
	turn.Period, turn.Frequency = c.key.Period.String(), c.key.Period.Frequency
	turn.Indicator, turn.Area = c.key.Indicator, c.key.Area
	if turn.Cause == TurnValue && c.old != nil {
		turn.Cause = TurnRevision
	}
	if c.value == nil {
		turn.Run = c.old.Lineage.Run
		return
	}
	turn.Run = c.value.Lineage.Run
	if c.value.Value.Valid {
		turn.Value = displayed(c.value.Value.Decimal)
	}
}
