import { followWork } from "./frame/working.js";

// Uploads and schedules: progress without pressing reload, and what a schedule means
// while it is being typed. The pages work without this script.

followWork();

// The page may have got the form after this script was here.
document.addEventListener("submit", ({ target: form }) => {
  if (!form.matches("form[data-upload]")) return;
  form.querySelector("[data-sending]").hidden = false;
  form.querySelector("button[type=submit]").disabled = true;
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-upload] button[type=submit]")) button.disabled = false;
});

for (const form of document.querySelectorAll("form[data-schedule-check]")) {
  const preview = form.querySelector("[data-preview]");
  const when = preview.querySelector("[data-when]");
  const next = preview.querySelector("[data-next]");
  let timer = 0;
  let latest = 0;
  const check = async () => {
    const asked = ++latest;
    const query = new URLSearchParams(new FormData(form));
    query.delete("_csrf");
    try {
      const answer = await fetch(`${form.dataset.scheduleCheck}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || asked !== latest) return;
      const meaning = await answer.json();
      const problems = Object.values(meaning.problems ?? {});
      preview.classList.toggle("wrong", problems.length > 0);
      when.textContent = problems.length > 0 ? problems.join(" ") : meaning.when;
      next.textContent = [...(meaning.next ?? []), ...(meaning.notes ?? [])].join(" · ");
      preview.hidden = false;
    } catch { /* saving checks again */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 300);
  });
  check();
}
