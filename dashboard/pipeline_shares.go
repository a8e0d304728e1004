package dashboard

import (
	"zhibiao/metrics"
)

// mostShares is how many parts a table of shares may have: a list in which nearly
// every project has a product of its own says nothing by product.
const mostShares = 12

// PipelineShares is the counted capacity of a list by one property.
type PipelineShares struct {
	Key  string // group, product, place or stage
	Rows []PipelineShareRow
}

// PipelineShareRow is one part; Areas are set for places.
type PipelineShareRow struct {
	metrics.PipelineShare
	Areas []*metrics.Area
}

// pipelineShares lists the properties that tell the projects of a list apart.
func (v snapshot) pipelineShares(supply *metrics.PipelineSupply) []PipelineShares {
	var tables []PipelineShares
	for _, table := range []struct {
		key    string
		shares []metrics.PipelineShare
	}{{"group", supply.Groups}, {"product", supply.Products}, {"place", supply.Places}, {"stage", supply.Stages}} {
		if len(table.shares) < 2 || len(table.shares) > mostShares || table.key == "product" && len(supply.Groups) > 1 {
			continue
		}
		shares := PipelineShares{Key: table.key}
		for _, share := range table.shares {
			row := PipelineShareRow{PipelineShare: share}
			if table.key == "place" {
				row.Areas = v.areas(share.Key)
			}
			shares.Rows = append(shares.Rows, row)
		}
		tables = append(tables, shares)
	}
	return tables
}

// share names one part in the words of the language.
func (w wording) share(key string, row PipelineShareRow) string {
	switch {
	case len(row.Areas) > 0:
		return w.join(row.Areas)
	case row.Key == "":
		return w.text("pipeline.not_stated")
	case key == "group":
		return w.code("pipeline.group", row.Key)
	case key == "stage":
		return w.code("pipeline.stage", row.Key)
	}
	return row.Key
}
