import "./frame/checklist.js";
import "./frame/copying.js";
import "./frame/fonts.js";
import "./frame/menu.js";
import "./frame/once.js";
import "./frame/reveal.js";
import "./frame/search.js";

// What every page gets: its menu, and forms that send themselves when a choice changes. Without
// this script their buttons do the same.
document.documentElement.classList.add("scripted");

for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
  form.addEventListener("change", () => {
    if (!form.checkValidity()) return;
    for (const field of form.querySelectorAll("select, input")) {
      if (field.value === "") field.disabled = true; // keeps addresses short
    }
    form.submit();
  });
}

// A page that comes back from the history must not keep fields switched off.
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-submit-on-change] :disabled")) field.disabled = false;
});

// On a phone the filters and the groups of long lists wait behind their heading, but not the
// one that the address points at; without this script they stand open. The first group of a
// list of several pages waits only when the address points elsewhere: its headings are no
// index of the list.
if (matchMedia("(max-width: 720px)").matches) {
  const aimed = () => location.hash && document.getElementById(location.hash.slice(1));
  const aim = aimed();
  for (const box of document.querySelectorAll("[data-closed-when-narrow]")) {
    box.open = aim ? box.contains(aim) : box.dataset.closedWhenNarrow === "elsewhere";
  }
  addEventListener("hashchange", () => {
    const box = aimed()?.closest?.("[data-closed-when-narrow]");
    if (!box) return;
    box.open = true;
    box.scrollIntoView();
  });
}

// Who has chosen a section wants to see it, not the index that lies above the page.
for (const index of document.querySelectorAll("details.section-index")) {
  index.addEventListener("click", (event) => {
    if (event.target.closest("a")) index.open = false;
  });
}

// Paper has no folds: what waits behind a heading is printed, and folded again after.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details.fold[data-closed-when-narrow]:not([open])")];
  for (const box of unfolded) box.open = true;
});
addEventListener("afterprint", () => {
  for (const box of unfolded) box.open = false;
});
