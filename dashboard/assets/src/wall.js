// The wall screen: turns its pages, keeps the clock, fetches fresh values, and keeps the
// last picture when the server does not answer. Without this script the browser itself
// turns the pages by reloading.
import "./frame/fonts.js";

document.documentElement.classList.add("scripted");

const body = document.body;
const refreshAfter = 60_000; // as often as values are looked for
const retryAfter = 10_000;
const started = { server: Number(body.dataset.now), here: Date.now() };
const now = () => new Date(started.server + Date.now() - started.here);
const format = (options) => {
  const language = document.documentElement.lang;
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: body.dataset.zone });
  } catch {
    return new Intl.DateTimeFormat(language, options); // a zone without a name
  }
};
const clock = format({ month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const hours = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

let paused = false;
let timer = 0;
let turnedAt = Date.now();
let pictureAt = now();

const slides = () => [...document.querySelectorAll(".slide")];
const links = () => [...document.querySelectorAll(".wall-pages a")];

function show(name) {
  for (const slide of slides()) slide.classList.toggle("shown", slide.dataset.page === name);
  for (const link of links()) {
    if (link.dataset.to === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  turnedAt = Date.now();
}

function turn(step) {
  const all = slides();
  const at = all.findIndex((slide) => slide.classList.contains("shown"));
  show(all[(at + step + all.length) % all.length].dataset.page);
}

function pause(on) {
  paused = on;
  turnedAt = Date.now();
  document.getElementById("paused").hidden = !on;
  document.querySelector("[data-wall=pause]").textContent = on ? body.dataset.resume : body.dataset.pause;
}

const tools = {
  previous: () => turn(-1),
  next: () => turn(1),
  pause: () => pause(!paused),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {}),
};
for (const button of document.querySelectorAll("[data-wall]")) button.addEventListener("click", () => tools[button.dataset.wall]());
for (const link of links()) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(link.dataset.to);
  });
}
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === " " && event.target.closest("a, button")) return; // the button itself is pressed
  const tool = { ArrowLeft: "previous", ArrowRight: "next", " ": "pause" }[event.key];
  if (!tool) return;
  event.preventDefault();
  tools[tool]();
});

// signedOut tells that the server asks who is there, and offers the way in, which leads
// back to the wall.
function signedOut(address) {
  const { pathname, search } = new URL(address);
  const out = document.querySelector(".wall-out");
  out.querySelector("span").textContent = body.dataset.out.replace("[time]", hours.format(pictureAt));
  out.querySelector("a").href = pathname + search;
  out.hidden = false;
  document.querySelector(".wall-lost").hidden = true;
}

// refresh replaces the contents of the pages by those of a fresh answer. A program of
// another version brings its own scripts, so the whole page is loaded then.
async function refresh() {
  let wait = refreshAfter;
  const lost = document.querySelector(".wall-lost");
  try {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(30_000) });
    if (answer.redirected && new URL(answer.url).pathname === "/sign-in") {
      signedOut(answer.url);
      return again(refreshAfter); // somebody may sign in beside it
    }
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.querySelector("body.wall")) throw new Error("another page");
    if (fresh.querySelector("script[src]")?.getAttribute("src") !== document.querySelector("script[src]").getAttribute("src")) return location.reload();
    for (const slide of slides()) {
      const other = fresh.querySelector(`.slide[data-page="${slide.dataset.page}"]`);
      if (other) slide.replaceChildren(...other.childNodes);
    }
    document.querySelector(".wall-day").textContent = fresh.querySelector(".wall-day").textContent;
    started.server = Number(fresh.body.dataset.now);
    started.here = Date.now();
    pictureAt = now();
    lost.hidden = true;
  } catch {
    lost.textContent = body.dataset.lost.replace("[time]", hours.format(pictureAt));
    lost.hidden = false;
    wait = retryAfter;
  }
  document.querySelector(".wall-out").hidden = true;
  tell();
  again(wait);
}

function again(wait) {
  clearTimeout(timer);
  timer = setTimeout(refresh, wait);
}

function tell() {
  document.getElementById("updated").textContent = body.dataset.updated.replace("[time]", hours.format(pictureAt));
}

function tick() {
  document.getElementById("clock").textContent = clock.format(now());
  if (paused || document.hidden) turnedAt += 1000;
  else if (Date.now() - turnedAt >= Number(body.dataset.seconds) * 1000) turn(1);
}

tell();
tick();
setInterval(tick, 1000);
timer = setTimeout(refresh, refreshAfter);
// A screen that comes back asks at once instead of waiting.
addEventListener("online", refresh);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
