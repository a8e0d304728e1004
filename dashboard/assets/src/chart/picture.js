// The picture of a chart as a file that can stand by itself: with title, unit, day and
// source inside, in the colours of paper whatever the page looks like.

import { composed } from "./drawing.js";

const margin = 16;
const head = 58; // above the drawing: title, and unit with day
const foot = 34; // below it: source

// light returns the value of a token as the light style sheet gives it.
function light() {
  const values = new Map();
  for (const sheet of document.styleSheets) {
    if (sheet.media.length > 0) continue; // the dark colours hold for screens only
    for (const rule of sheet.cssRules) {
      if (rule.selectorText !== ":root") continue;
      for (const name of rule.style) {
        if (name.startsWith("--") && !values.has(name)) values.set(name, rule.style.getPropertyValue(name).trim());
      }
    }
  }
  return (text) => text.replaceAll(/var\((--[\w-]+)\)/g, (whole, name) => values.get(name) ?? "#000000");
}

// words returns what the picture says around the drawing.
function words(element, section) {
  const read = (root, selector) => root.querySelector(selector)?.innerText.replaceAll(/\s+/g, " ").trim() ?? "";
  const frame = document.getElementById("chart-tools").dataset;
  const name = read(document, "h1");
  const kind = element.dataset.title ?? read(section, "h2, h3");
  const unit = element.dataset.unit ?? read(section, ".panel-head .quiet");
  const source = element.dataset.source ? `${frame.source}${element.dataset.source}` : "";
  return {
    title: [name, kind].filter((part) => part !== "").join(" · "),
    under: [unit && `${frame.unit}${unit}`, frame.day, frame.demonstration].filter(Boolean).join(" · "),
    source: [source, frame.made].filter((part) => part !== "").join(" · "),
    demonstration: Boolean(frame.demonstration),
  };
}

export function fileName(element, section, ending) {
  const { title, demonstration } = words(element, section);
  const frame = document.getElementById("chart-tools").dataset;
  const name = [title.replaceAll(" · ", "-"), frame.asOf, demonstration ? frame.demonstration : ""].filter(Boolean).join("-");
  return `${name.replaceAll(/[\\/:*?"<>|\u0000-\u001f]+/g, "_").slice(0, 120)}.${ending}`;
}

// fitted cuts a text to a width, measured as wide and narrow characters.
function fitted(text, size, width) {
  let used = 0, kept = "";
  for (const letter of text) {
    used += letter > "\u2e7f" ? size : size * 0.56;
    if (used > width) return `${kept.slice(0, -1)}…`;
    kept += letter;
  }
  return text;
}

// picture returns the drawing as the text of an SVG file, with its size. Texts go in as
// text nodes, so nothing of a name is ever parsed.
export function picture(element, section) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = element.matches("[data-drawing]") ? composed(element) : element.querySelector("svg").cloneNode(true);
  const width = element.clientWidth + 2 * margin;
  const height = element.clientHeight + head + foot;
  const file = document.implementation.createDocument(space, "svg");
  const root = file.documentElement;
  const put = (name, attributes, text) => {
    const part = file.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    if (text !== undefined) part.textContent = text;
    root.append(part);
  };
  root.setAttribute("width", width);
  root.setAttribute("height", height);
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  root.setAttribute("font-family", getComputedStyle(document.body).fontFamily);
  const { title, under, source } = words(element, section);
  put("title", {}, title);
  put("rect", { width, height, fill: "#ffffff" });
  put("text", { x: margin, y: 26, "font-size": 16, "font-weight": 650, fill: "var(--ink)" }, fitted(title, 16, width - 2 * margin));
  put("text", { x: margin, y: 46, "font-size": 12, fill: "var(--ink-soft)" }, fitted(under, 12, width - 2 * margin));
  put("text", { x: margin, y: height - 12, "font-size": 11, fill: "var(--ink-quiet)" }, fitted(source, 11, width - 2 * margin));
  drawing.setAttribute("x", margin);
  drawing.setAttribute("y", head);
  drawing.setAttribute("width", element.clientWidth);
  drawing.setAttribute("height", element.clientHeight);
  drawing.removeAttribute("style");
  // Hollow symbols are filled with the colour of the page; rules of the page do not
  // come along.
  for (const style of drawing.querySelectorAll("style")) style.remove();
  root.append(file.importNode(drawing, true));
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${light()(new XMLSerializer().serializeToString(file))}`;
  return { text, width, height };
}

// raster draws the picture twice as large as on the page, for slides and documents.
export async function raster({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
