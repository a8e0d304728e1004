package schedules

// InOrder puts schedules into an order in which each comes behind the one that it
// follows, as far as that is among them, so that they can be saved one by one.
func InOrder(given []Schedule) []Schedule {
	position := make(map[string]int, len(given))
	for i, schedule := range given {
		position[schedule.Name] = i
	}
	ordered, placed := make([]Schedule, 0, len(given)), make([]bool, len(given))
	var place func(i, depth int)
	place = func(i, depth int) {
		if placed[i] || depth > len(given) {
			return // a circle is refused when it is saved
		}
		if before, found := position[given[i].After]; found && before != i {
			place(before, depth+1)
		}
		if !placed[i] {
			placed[i] = true
			ordered = append(ordered, given[i])
		}
	}
	for i := range given {
		place(i, 0)
	}
	return ordered
}
