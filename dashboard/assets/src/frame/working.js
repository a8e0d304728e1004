// A file on its way: its counts, without pressing reload, and at the end what came of it, in
// place of what the page said before. What was typed elsewhere on the page stays.

const pause = 1000; // milliseconds between two questions
const silence = 10000; // between two sentences for a screen reader, unless the step changes

// The sentences stand apart, because what is replaced is not read out.
const voice = document.createElement("p");
voice.className = "unseen";
voice.setAttribute("role", "status");
voice.setAttribute("aria-live", "polite");

async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-renew]")) {
    const next = page.querySelector(`[data-renew="${part.dataset.renew}"]`);
    if (!next) continue;
    const held = part.contains(document.activeElement);
    part.replaceWith(next);
    if (!held) continue;
    next.tabIndex = -1; // whoever was here goes on from here
    next.focus({ preventScroll: true });
  }
  const result = document.querySelector("[data-result]");
  if (result) voice.textContent = result.textContent.replace(/\s+/g, " ").trim();
  follow();
}

function follow() {
  const panel = document.querySelector("[data-progress]");
  if (!panel) return;
  const bar = panel.querySelector("progress");
  const step = panel.querySelector("[data-step]");
  const counts = panel.querySelector("[data-counts]");
  const share = panel.querySelector("[data-share]");
  let said = 0;

  const show = (state) => {
    if (state.total > 0) {
      bar.max = state.total;
      bar.value = state.done;
    } else bar.removeAttribute("value");
    counts.replaceChildren(...(state.counts ?? []).map(({ word, count }) => {
      const [line, name, number] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
      name.textContent = word;
      number.textContent = count;
      line.append(name, number);
      return line;
    }));
    share.textContent = state.share ?? "";
    const changed = step.textContent !== state.step;
    if (changed) step.textContent = state.step;
    if (!changed && Date.now() - said < silence) return;
    said = Date.now();
    voice.textContent = `${state.step} ${state.share ?? ""}`;
  };
  const look = async () => {
    try {
      const answer = await fetch(panel.dataset.progress, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const state = await answer.json();
        if (!state.running) return await renew();
        show(state);
      }
    } catch { /* the server may be restarting: ask again */ }
    setTimeout(look, pause);
  };
  setTimeout(look, 700);
}

export function followWork() {
  if (!document.querySelector("[data-progress]")) return;
  document.querySelector("main").append(voice);
  follow();
}
