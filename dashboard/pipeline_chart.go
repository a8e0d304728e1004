package dashboard

import (
	"strconv"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// tell adds what depends on the language: the sentences and the chart with its table.
func (s *PipelineSection) tell(words wording) error {
	for i := range s.Lines {
		s.Lines[i].Sentence = words.pipelineSentence(s.Lines[i].PipelineBalance)
	}
	chart := s.draw(words)
	if chart == nil {
		return nil
	}
	options, err := chart.JSON()
	if err != nil {
		return err
	}
	view := &ChartView{ID: s.ID, Options: options, Decimals: s.decimals()}
	for _, stack := range chart.Stacks {
		view.Heads = append(view.Heads, stack.Name)
	}
	view.Heads = append(view.Heads, words.text("pipeline.total"), words.text("column.target"))
	for i, category := range chart.Categories {
		row, total := ChartRow{Period: category}, 0.0
		for _, stack := range chart.Stacks {
			row.Values = append(row.Values, &stack.Values[i])
			total += stack.Values[i]
		}
		row.Values = append(row.Values, &total, chart.Target[i])
		view.Rows = append(view.Rows, row)
	}
	s.Chart = view
	return nil
}

// draw stacks what stands and the listed projects by the year in which they end, under
// the step line of the targets. Projects without a year stand in a column of their own
// at the end: with them everything on the list. Without amounts there is no picture.
func (s *PipelineSection) draw(words wording) *charts.PipelineChart {
	first, last := s.span()
	if first == 0 || !s.Supply.Listed.IsPositive() && !s.Supply.Existing.Valid {
		return nil
	}
	chart := &charts.PipelineChart{TargetName: words.text("column.target")}
	for year := first; year <= last; year++ {
		chart.Categories = append(chart.Categories, strconv.Itoa(year))
		goal, due := s.goalIn(year)
		chart.Target, chart.Deadlines = append(chart.Target, goal), append(chart.Deadlines, due)
	}
	if s.Supply.Undated.IsPositive() {
		chart.Categories = append(chart.Categories, words.text("pipeline.with_undated"))
		goal := s.Lines[len(s.Lines)-1].Goal // everything on the list against the last goal
		chart.Target, chart.Deadlines = append(chart.Target, float(goal)), append(chart.Deadlines, false)
	}
	add := func(name string, layer charts.PipelineLayer, value func(year int) float64) {
		stack := charts.PipelineStack{Name: name, Layer: layer}
		for i := range chart.Categories {
			stack.Values = append(stack.Values, value(min(first+i, last)))
		}
		chart.Stacks = append(chart.Stacks, stack)
	}
	if s.Supply.Existing.Valid && s.Supply.Existing.Decimal.IsPositive() {
		add(words.text("pipeline.existing"), charts.LayerExisting, func(int) float64 { return s.Supply.Existing.Decimal.InexactFloat64() })
	}
	if len(s.Supply.Years) > 0 {
		for _, group := range s.Supply.Groups {
			add(words.code("pipeline.group", group.Key), charts.LayerListed, func(year int) float64 { return s.groupBy(group.Key, year) })
		}
	}
	if s.Supply.Undated.IsPositive() {
		undated := charts.PipelineStack{Name: words.text("pipeline.undated"), Layer: charts.LayerUndated, Values: make([]float64, len(chart.Categories))}
		undated.Values[len(undated.Values)-1] = s.Supply.Undated.InexactFloat64()
		chart.Stacks = append(chart.Stacks, undated)
	}
	chart.Description = s.Lines[0].Sentence
	return chart
}

// span is the range of years: of projects, deadlines and the existing capacity.
func (s *PipelineSection) span() (first, last int) {
	extend := func(year int) {
		if year >= metrics.FirstYear && year <= metrics.LastYear {
			if first == 0 {
				first = year
			}
			first, last = min(first, year), max(last, year)
		}
	}
	for _, ended := range s.Supply.Years {
		if year, err := strconv.Atoi(ended.Year); err == nil {
			extend(year)
		}
	}
	for _, line := range s.Lines {
		extend(line.Target.Deadline().Year())
	}
	if last-first > longestAxis {
		return 0, 0
	}
	return first, last
}

// goalIn is the goal that the nearest deadline in or after a year sets, and whether it
// is due in that year.
func (s *PipelineSection) goalIn(year int) (goal *float64, due bool) {
	for _, line := range s.Lines {
		if deadline := line.Target.Deadline().Year(); line.Goal.Valid && deadline >= year {
			return float(line.Goal), deadline == year
		}
	}
	return nil, false
}

// groupBy is the capacity of a group that has ended by a year.
func (s *PipelineSection) groupBy(group string, year int) float64 {
	sum := 0.0
	for _, ended := range s.Supply.Years {
		if ended.Year > strconv.Itoa(year) {
			continue
		}
		for _, share := range ended.Groups {
			if share.Key == group {
				sum += share.Capacity.InexactFloat64()
			}
		}
	}
	return sum
}

// decimals is how many digits the exact amounts of the section have.
func (s *PipelineSection) decimals() int {
	most := s.Capacity.Decimals
	for _, project := range s.Supply.Projects {
		if project.Amount.Valid {
			most = max(most, int(-project.Amount.Decimal.Exponent()))
		}
	}
	return min(most, 4)
}
