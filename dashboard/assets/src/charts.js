// Draws the charts of a page. Their options are data in script elements of type
// application/json; functions live here only and are chosen by name.
import * as echarts from "echarts/core";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, DatasetComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent, BarChart, DatasetComponent, GridComponent, LegendComponent, LineChart, MarkAreaComponent,
  MarkLineComponent, ScatterChart, SVGRenderer, TooltipComponent,
]);

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const family = getComputedStyle(document.documentElement).fontFamily;

function number(decimals) {
  const format = new Intl.NumberFormat("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return (value) => (typeof value === "number" ? format.format(value).replace("-", "−") : "—");
}

// shortest writes an axis label without superfluous zeros.
const shortest = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

// told lists what a chart knows of one period: values first, then the ranges of a
// forecast. The point from which a forecast starts is none of its values.
function told(points, write) {
  const values = [], ranges = [];
  for (const { data, marker, seriesName } of points) {
    if (data.name === "joint") continue;
    if (data.range) ranges.push(`${marker}${seriesName}  ${write(data.range[0])} – ${write(data.range[1])}`);
    else if (typeof data.value === "number") values.push(`${marker}${seriesName}  ${write(data.value)}`);
  }
  return [points[0].axisValueLabel, ...values, ...ranges].join("\n");
}

function draw(element) {
  const source = document.getElementById(element.dataset.chart);
  const options = JSON.parse(source.textContent);
  const write = number(Number(element.dataset.decimals));
  options.animation = !still && options.animation !== false;
  options.animationDuration = 300;
  options.textStyle = { fontFamily: family };
  options.yAxis[0].axisLabel.formatter = (value) => shortest.format(value).replace("-", "−");
  options.tooltip = {
    ...options.tooltip,
    renderMode: "richText", // drawn as SVG text: nothing of a name is ever parsed as HTML
    confine: true,
    formatter: (points) => told(points, write),
    textStyle: { color: "#16212b", fontSize: 13 },
    backgroundColor: "#ffffff",
    borderColor: "#b6c1cb",
  };
  const chart = echarts.init(element, null, { renderer: "svg" });
  chart.setOption(options);
  new ResizeObserver(() => chart.resize()).observe(element);
}

for (const element of document.querySelectorAll("[data-chart]")) draw(element);
