// A drawing that the server made of several small pictures and words around them, put
// together as one picture in the colours of paper.

const space = "http://www.w3.org/2000/svg";
const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "vector-effect"];

// onPaper runs a function while the dark colours are off; nothing is painted meanwhile.
function onPaper(make) {
  const dark = [...document.styleSheets].filter((sheet) => sheet.media.length > 0 && !sheet.disabled);
  for (const sheet of dark) sheet.disabled = true;
  try {
    return make();
  } finally {
    for (const sheet of dark) sheet.disabled = false;
  }
}

// settled copies a picture with the looks that the style sheet gives it. An icon, which is
// kept once for the whole page, comes along as its shapes.
function settled(picture) {
  const icon = picture.querySelector("use");
  if (icon) {
    const symbol = document.querySelector(icon.getAttribute("href"));
    const copy = document.createElementNS(space, "svg");
    copy.setAttribute("viewBox", symbol.getAttribute("viewBox"));
    copy.setAttribute("color", getComputedStyle(picture).color);
    for (const look of looks) copy.setAttribute(look, getComputedStyle(picture).getPropertyValue(look));
    copy.append(...[...symbol.cloneNode(true).childNodes]);
    return copy;
  }
  const copy = picture.cloneNode(true);
  const originals = picture.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((part, i) => {
    const style = getComputedStyle(originals[i]);
    for (const look of looks) part.setAttribute(look, style.getPropertyValue(look));
  });
  return copy;
}

// lines returns the text of a node line by line, each with the place where it stands.
function lines(node) {
  const range = document.createRange();
  const found = [];
  [...node.data].reduce((at, letter) => {
    range.setStart(node, at);
    range.setEnd(node, at + letter.length);
    const place = range.getClientRects()[0];
    if (place && place.width > 0) {
      const last = found.at(-1);
      if (last && Math.abs(last.place.top - place.top) < 2) last.text += letter;
      else found.push({ text: letter, place });
    }
    return at + letter.length;
  }, 0);
  return found.filter(({ text }) => text.trim() !== "");
}

// composed returns the drawing as one SVG element.
export function composed(element) {
  return onPaper(() => {
    const origin = element.getBoundingClientRect();
    const whole = document.createElementNS(space, "svg");
    whole.setAttribute("viewBox", `0 0 ${element.clientWidth} ${element.clientHeight}`);
    const put = (part, place) => {
      part.setAttribute("x", place.left - origin.left);
      part.setAttribute("y", place.top - origin.top);
      whole.append(part);
      return part;
    };
    for (const picture of element.querySelectorAll("svg")) {
      const place = picture.getBoundingClientRect();
      if (place.width === 0) continue;
      const part = put(settled(picture), place);
      part.setAttribute("width", place.width);
      part.setAttribute("height", place.height);
    }
    const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const node = words.currentNode;
      if (node.parentElement.closest("svg, .unseen")) continue;
      const style = getComputedStyle(node.parentElement);
      for (const { text, place } of lines(node)) {
        const part = put(document.createElementNS(space, "text"), place);
        part.setAttribute("y", place.bottom - origin.top - (place.height - parseFloat(style.fontSize)) / 2 - parseFloat(style.fontSize) * 0.15);
        part.setAttribute("font-size", style.fontSize);
        part.setAttribute("font-weight", style.fontWeight);
        part.setAttribute("fill", style.color);
        part.textContent = text;
      }
    }
    return whole;
  });
}
