// Draws the charts of a page. Their options are data in script elements of type
// application/json; functions live here only and are chosen by name.
import * as echarts from "echarts/core";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, DatasetComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { addTools } from "./chart/tools.js";

echarts.use([
  AriaComponent, BarChart, DatasetComponent, GridComponent, LegendComponent, LineChart, MarkAreaComponent,
  MarkLineComponent, ScatterChart, SVGRenderer, TooltipComponent,
]);

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
  for (const { data: given, marker, seriesName } of points) {
    const data = typeof given === "object" && given !== null ? given : { value: given };
    if (data.name === "joint") continue;
    if (data.range) ranges.unshift(`${marker}${seriesName}  ${write(data.range[0])} – ${write(data.range[1])}`);
    else if (typeof data.value === "number") values.push(`${marker}${seriesName}  ${write(data.value)}`);
  }
  return [points[0].axisValueLabel, ...values, ...ranges].join("\n");
}

// legendBottom is where the legend ends: its entries break into lines as words do.
function legendBottom(options, width) {
  const entry = (item) => 50 + [...(item.name ?? item)].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 12.5 : 7), 0);
  let lines = 1, filled = 0;
  const names = options.legend?.data ?? [...new Set(options.series.map((series) => series.name ?? ""))];
  for (const needed of names.map(entry)) {
    if (filled > 0 && filled + needed > width) [lines, filled] = [lines + 1, 0];
    filled += needed;
  }
  return lines * 20;
}

function draw(element) {
  const source = document.getElementById(element.dataset.chart);
  const options = JSON.parse(source.textContent);
  const write = number(Number(element.dataset.decimals));
  options.animation = false; // a page that is printed or photographed must show the whole chart
  options.textStyle = { fontFamily: family };
  // Colours are names of tokens, which ECharts cannot brighten under the pointer.
  for (const series of options.series) series.emphasis = { disabled: true };
  options.legend = { ...options.legend, textStyle: { color: "var(--ink)" }, inactiveColor: "var(--line-strong)" };
  options.yAxis[0].axisLabel.formatter = (value) => shortest.format(value).replace("-", "−");
  options.tooltip = {
    ...options.tooltip,
    renderMode: "richText", // drawn as SVG text: nothing of a name is ever parsed as HTML
    confine: true,
    formatter: (points) => told(points, write),
    textStyle: { color: "var(--ink)", fontSize: 13 },
    backgroundColor: "var(--paper)",
    borderColor: "var(--line-strong)",
  };
  const chart = echarts.init(element, null, { renderer: "svg" });
  let drawn = element.clientWidth;
  const place = () => ({ ...[options.grid].flat()[0], top: legendBottom(options, drawn) + 40 });
  // With a view box the drawing can be scaled to the width of a sheet of paper.
  const box = () => element.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  chart.setOption({ ...options, grid: place() });
  box();
  addTools(element);
  new ResizeObserver(() => {
    // On paper the style sheet scales what is drawn.
    if (element.clientWidth === drawn || matchMedia("print").matches) return;
    drawn = element.clientWidth;
    chart.setOption({ grid: place() });
    chart.resize();
    box();
  }).observe(element);
}

// One chart after the other, each in a task of its own: between them the page answers.
const waiting = [...document.querySelectorAll("[data-chart]")];
function next() {
  const element = waiting.shift();
  if (!element) return performance.mark("charts-drawn"); // for who measures the page
  draw(element);
  setTimeout(next);
}
requestAnimationFrame(() => setTimeout(next)); // the text is painted first
