// What a reader can take away from a chart: its numbers as a table, its picture, and the
// address of the page with its filters. The buttons and their words lie in a template of
// the page; a page without it has no tools.
import { copy, tell } from "../frame/copy.js";
import { download, fileName, picture, raster } from "./picture.js";

// plain writes a cell as a spreadsheet understands it: no thousands separators, an
// ASCII minus, and nothing where nothing is known.
function plain(cell) {
  const text = cell.innerText.replaceAll(/\s+/g, " ").trim();
  if (text === "—") return "";
  return /^[−+-]?[\d,]+(\.\d+)?$/.test(text) ? text.replaceAll(",", "").replace("−", "-") : text;
}

// tabbed returns a table as lines with tabs.
export function tabbed(table) {
  const told = (cell) => !cell.matches("[data-picture]"); // the number stands beside it
  return [...table.rows].map((row) => [...row.cells].filter(told).map(plain).join("\t")).join("\n") + "\n";
}

// address returns the address of this page and place, without what only changes how the
// page looks.
function address(element) {
  const url = new URL(location.href);
  for (const name of ["lang", "look"]) url.searchParams.delete(name);
  url.hash = element.closest("[aria-labelledby]")?.getAttribute("aria-labelledby").split(" ").at(-1) ?? "";
  return url.href;
}

export function addTools(element) {
  const template = document.getElementById("chart-tools");
  if (!template || element.parentElement.querySelector(".chart-tools")) return;
  const bar = template.content.firstElementChild.cloneNode(true);
  const section = element.closest("section") ?? element.parentElement;
  const tables = "details.data table, table.data";
  const alone = section.querySelectorAll("[data-chart]").length === 1; // the table may stand beside it
  const table = element.querySelector("table") ?? element.parentElement.querySelector(tables) ?? (alone ? section.querySelector(tables) : null);
  const said = bar.querySelector("[role=status]");
  const tools = {
    table: () => copy(tabbed(table)),
    link: () => copy(address(element)),
    svg: () => download(new Blob([picture(element, section).text], { type: "image/svg+xml" }), fileName(element, section, "svg")),
    png: async () => download(await raster(picture(element, section)), fileName(element, section, "png")),
  };
  for (const button of bar.querySelectorAll("button")) {
    const tool = button.dataset.tool;
    if (tool === "table" && !table) {
      button.remove();
      continue;
    }
    button.addEventListener("click", () => tell(button, said, tools[tool]));
  }
  element.after(bar);
}
