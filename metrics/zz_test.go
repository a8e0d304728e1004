package metrics
import ("testing";"fmt")
func BenchmarkZZ(b *testing.B){
 c:=&Catalogue{}
 series:=map[SeriesKey][]Observation{}
 for i:=range 500 { c.Indicators=append(c.Indicators,Indicator{Code:fmt.Sprint("I",i),Kind:KindStock,Direction:HigherIsBetter,Unit:"个"}) }
 for a:=range 200 { for i:=range 500 { t:=planned(AtLeast,"500","2025","2020","100"); t.Code=fmt.Sprint(a,"-",i); t.Area=fmt.Sprint("A",a); t.Indicator=fmt.Sprint("I",i); c.Targets=append(c.Targets,t)}}
 for i:=range 500 { series[SeriesKey{fmt.Sprint("I",i),"A7","",Actual}]=observed("2021=120","2022=150") }
 c.Index()
 b.Run("area",func(b *testing.B){ for b.Loop(){ AssessCatalogue(CatalogueInput{Catalogue:c,Areas:[]string{"A7"},Observations:series,Scenario:Actual,AsOf:day("2023-10-20")}) } })
}
