package dashboard_test

import (
	"net/http"
	"testing"
)

// The one conflict of the catalogue is settled, and both of its sides stand in 〔2022〕168号.
func TestConflictRegister(t *testing.T) {
	site := newSite(t)
	page := site.get("/conflicts", http.StatusOK)
	site.has(page, "新能源装机规模两处不同", "5000万千瓦", "5100万千瓦", "专项方案优先", "编目规则", "2026年11月22日", "已认定 1", "待确认 0", "鄂府发〔2022〕168号")
	site.has(site.get("/conflicts?state=open", http.StatusOK), "当前筛选下没有登记的不一致")
	site.has(site.get("/conflicts?plan=P2022-168&state=settled", http.StatusOK), "新能源装机规模两处不同", "/conflicts?state=settled")
	site.lacks(site.get("/conflicts?plan=PB2022-194", http.StatusOK), "新能源装机规模两处不同")
	site.lacks(site.get("/conflicts?q=托位", http.StatusOK), "新能源装机规模两处不同")
	site.get("/conflicts?state=maybe", http.StatusBadRequest)
	site.has(site.get("/conflicts/CF-168-1", http.StatusOK), "专项方案优先", "编目规则", "P2022-168-T001", "P2022-168-T002")
}
