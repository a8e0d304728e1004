// Long lists of boxes can be narrowed by name, pinyin initials or code, and tell how many
// are ticked. Ticked ones stay in sight. Without this script the whole list scrolls.
for (const list of document.querySelectorAll("[data-checklist]")) {
  const field = list.querySelector("[data-checklist-narrow]");
  const input = field.querySelector("input");
  const told = list.querySelector("[data-checklist-count]");
  const lines = [...list.querySelectorAll("[data-terms]")];
  const ticked = (line) => line.querySelector("input").checked;
  // Each name is a row of characters, each character the letters it can begin with.
  const names = new Map(lines.map((line) => [line, line.dataset.initials.split("|").map((name) => name.split(" "))]));
  const spelt = (word, name) => name.some((_, start) => word.length <= name.length - start
    && [...word].every((letter, at) => name[start + at].includes(letter)));
  const fit = (line, word) => line.dataset.terms.includes(word) || names.get(line).some((name) => spelt(word, name));
  const show = () => {
    const words = input.value.toLowerCase().normalize("NFKC").split(/\s+/).filter(Boolean);
    let found = 0;
    for (const line of lines) {
      const fits = words.every((word) => fit(line, word));
      if (fits) found += 1;
      line.hidden = !fits && !ticked(line);
    }
    const count = told.dataset.text.replace("%chosen%", lines.filter(ticked).length).replace("%count%", lines.length);
    told.textContent = words.length ? count + told.dataset.narrowed.replace("%found%", found) : count;
  };
  field.hidden = false;
  input.addEventListener("input", show);
  // Return narrows a list; it must not send the form.
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  list.addEventListener("change", show);
  show();
}
