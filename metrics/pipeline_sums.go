package metrics

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// PipelineYear is the capacity that ends in one year.
type PipelineYear struct {
	Year       string          `json:"year"`
	Capacity   decimal.Decimal `json:"capacity"`
	Cumulative decimal.Decimal `json:"cumulative"` // of this year and those before, without undated projects
	Count      int             `json:"count"`
	Groups     []PipelineShare `json:"groups"` // the same by product group
}

// PipelineShare is the counted capacity of one product group, product, place or stage.
// A place is a code of areas.csv or several in order, joined by a semicolon; the empty key holds
// what the list does not say.
type PipelineShare struct {
	Key      string          `json:"key"`
	Capacity decimal.Decimal `json:"capacity"`
	Count    int             `json:"count"`
}

// addUp fills the sums from the uses of the projects.
func (s *PipelineSupply) addUp() {
	years := map[string]*PipelineYear{}
	for i := range s.Projects {
		row := &s.Projects[i]
		project := row.Project
		switch row.Use {
		case UseExisting:
			if project.Stage == "completed" { // any other stands in the printed existing capacity
				s.Existing = decimal.NewNullDecimal(s.Existing.Decimal.Add(row.Amount.Decimal))
			}
		case UseCounted:
			amount := row.Amount.Decimal
			s.Listed = s.Listed.Add(amount)
			s.Groups = share(s.Groups, project.ProductGroup, amount)
			s.Products = share(s.Products, project.Product, amount)
			s.Places = share(s.Places, placeKey(project.Area), amount)
			s.Stages = share(s.Stages, project.Stage, amount)
			if row.End().IsZero() {
				s.Undated = s.Undated.Add(amount)
				continue
			}
			year := years[project.EndYear]
			if year == nil {
				year = &PipelineYear{Year: project.EndYear}
				years[project.EndYear] = year
			}
			year.Capacity, year.Count = year.Capacity.Add(amount), year.Count+1
			year.Groups = share(year.Groups, project.ProductGroup, amount)
		}
	}
	for _, year := range years {
		s.Years = append(s.Years, *year)
	}
	slices.SortFunc(s.Years, func(a, b PipelineYear) int { return cmp.Compare(a.Year, b.Year) })
	running := decimal.Zero
	for i := range s.Years {
		running = running.Add(s.Years[i].Capacity)
		s.Years[i].Cumulative = running
	}
	for _, shares := range [][]PipelineShare{s.Groups, s.Products, s.Places, s.Stages} {
		slices.SortStableFunc(shares, func(a, b PipelineShare) int { return b.Capacity.Cmp(a.Capacity) })
	}
}

func share(shares []PipelineShare, key string, amount decimal.Decimal) []PipelineShare {
	position := slices.IndexFunc(shares, func(s PipelineShare) bool { return s.Key == key })
	if position < 0 {
		shares = append(shares, PipelineShare{Key: key})
		position = len(shares) - 1
	}
	shares[position].Capacity = shares[position].Capacity.Add(amount)
	shares[position].Count++
	return shares
}

// placeKey writes the areas of a project in one order, so that the same banners are
// one place whatever the order in which a table names them.
func placeKey(areas string) string {
	codes := strings.Split(areas, ";")
	slices.Sort(codes)
	return strings.Join(codes, ";")
}
