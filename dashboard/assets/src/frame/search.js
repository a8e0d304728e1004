// Suggestions below the search field, and the key that leads into it. Without this
// script the form leads to the page of results.

const form = document.querySelector("form[data-suggestions]");
const field = form?.querySelector("input[type=search]");

if (field) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  list.hidden = true;
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let timer = 0;
  let latest = 0;
  let chosen = -1;

  const show = (open) => {
    list.hidden = !open || list.children.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) choose(-1);
  };
  const choose = (at) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = at;
    const option = list.children[at];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else field.removeAttribute("aria-activedescendant");
  };
  // Names go in as text: nothing of them is ever parsed.
  const part = (name, text) => {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  };
  const fill = (suggestions) => {
    const kept = list.children[chosen]?.dataset.link; // a later answer must not take the choice away
    chosen = -1;
    list.replaceChildren(...suggestions.map((suggestion, at) => {
      const option = document.createElement("li");
      option.id = `suggestion-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.link = suggestion.link;
      option.append(part("suggestion-kind", suggestion.kind_name), part("suggestion-name", suggestion.name));
      if (suggestion.under) option.append(part("suggestion-under", suggestion.under));
      return option;
    }));
    choose(kept === undefined ? -1 : [...list.children].findIndex((option) => option.dataset.link === kept));
  };
  // Only addresses of this host: an address out of an answer is data too.
  const go = (option) => {
    const target = new URL(option.dataset.link, location.href);
    if (target.origin === location.origin) location.assign(target.href);
  };
  const ask = async () => {
    const asked = ++latest;
    const query = new URLSearchParams(new FormData(form));
    if (field.value.trim() === "") {
      fill([]);
      return show(false);
    }
    try {
      const answer = await fetch(`${form.dataset.suggestions}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || asked !== latest) return;
      fill((await answer.json()).suggestions);
      show(document.activeElement === field);
    } catch { /* the form itself still works */ }
  };

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, 120);
  });
  field.addEventListener("compositionend", () => { timer = setTimeout(ask, 0); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const size = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (size === 0) return;
      show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(chosen < 0 && step < 0 ? size - 1 : (chosen + step + size) % size);
    } else if (event.key === "Escape" && !list.hidden) show(false);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (list.hidden || chosen < 0) return;
    event.preventDefault();
    go(list.children[chosen]);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  field.addEventListener("blur", () => show(false));
  field.addEventListener("focus", () => show(true));

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
