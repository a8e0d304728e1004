// The form of a feed: only the fields of the chosen source are shown, and the preview is
// read again after each change. The page works without this script.

for (const form of document.querySelectorAll("form[data-feed-preview]")) {
  const place = form.querySelector("[data-preview-place]");
  const panel = place.closest("section");
  const file = form.querySelector('input[name="file"]');

  const showFields = () => {
    const kind = form.querySelector('input[name="kind"]:checked')?.value;
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(kind);
  };
  showFields();

  let timer = 0;
  let latest = 0;
  const look = async (take) => {
    const content = new FormData(form);
    if (!take && !content.get("sample") && !file.files.length) return;
    const asked = ++latest;
    content.set("take", take);
    if (take || !file.files.length) content.delete("file");
    panel.classList.add("waiting");
    try {
      const answer = await fetch(form.dataset.feedPreview, { method: "POST", body: content });
      if (asked !== latest || !answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const seen = page.querySelector("[data-preview-place]");
      if (asked !== latest || !seen) return;
      place.replaceChildren(...seen.childNodes);
      // What was chosen above the preview stands in the list of columns from now on.
      const columns = page.querySelector('textarea[name="columns"]');
      if (columns) form.querySelector('textarea[name="columns"]').value = columns.value;
      file.value = "";
    } catch { /* the next change asks again */ } finally {
      if (asked === latest) panel.classList.remove("waiting");
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => look(""), 350);
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "kind") showFields();
    if (event.target.name !== "reason") soon();
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "take") return;
    event.preventDefault();
    clearTimeout(timer);
    look(event.submitter.value);
  });
}
