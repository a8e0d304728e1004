// The tour of three steps on the overview. It shows itself once; whoever ends or skips it
// is not shown it again unless they ask for it in the guide. It takes no focus by itself
// and moves nothing: the card lies over the lower edge of the page.

const card = document.querySelector("[data-tour]");

if (card) {
  const steps = [...card.querySelectorAll("[data-tour-step]")];
  const count = card.querySelector("[data-tour-count]");
  const next = card.querySelector("[data-tour-next]");
  const back = card.querySelector("[data-tour-back]");
  const nextText = next.textContent;
  const asked = new URLSearchParams(location.search).has("tour");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = 0;
  let marked = null;

  const show = (step, byReader) => {
    at = step;
    steps.forEach((part, index) => { part.hidden = index !== at; });
    count.textContent = count.dataset.text.replace("[step]", String(at + 1));
    back.disabled = at === 0;
    next.textContent = at === steps.length - 1 ? next.dataset.done : nextText;
    marked?.classList.remove("tour-marked");
    marked = document.querySelector(steps[at].dataset.tourStep);
    marked?.classList.add("tour-marked");
    if (byReader) marked?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  };

  const end = () => {
    card.hidden = true;
    marked?.classList.remove("tour-marked");
    document.cookie = "zhibiao_tour=seen; path=/; max-age=31536000; samesite=lax";
    if (asked) {
      const address = new URL(location.href);
      address.searchParams.delete("tour");
      history.replaceState(null, "", address);
    }
    if (card.contains(document.activeElement) || document.activeElement === document.body) document.querySelector("#content")?.focus({ preventScroll: true });
  };

  next.addEventListener("click", () => (at === steps.length - 1 ? end() : show(at + 1, true)));
  back.addEventListener("click", () => show(at - 1, true));
  card.querySelector("[data-tour-skip]").addEventListener("click", end);
  addEventListener("keydown", (event) => {
    if (card.hidden) return;
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(".menu-group[open], .suggestions:not([hidden])")) end();
    if (!card.contains(event.target)) return;
    if (event.key === "ArrowRight" && at < steps.length - 1) show(at + 1, true);
    if (event.key === "ArrowLeft" && at > 0) show(at - 1, true);
  });

  card.hidden = false;
  show(0, false);
  if (asked) next.focus({ preventScroll: true });
}
