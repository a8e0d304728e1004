// The rules of assessment: what cut-offs mean, or what is wrong with them, while they
// are being typed. The page works without this script.

for (const form of document.querySelectorAll("form[data-policy-check]")) {
  const scale = form.querySelector("[data-scale]");
  const places = form.querySelectorAll("[data-problem]");
  let timer = 0;
  let latest = 0;
  const check = async () => {
    const asked = ++latest;
    const query = new URLSearchParams();
    for (const place of places) query.set(place.dataset.problem, form.elements[place.dataset.problem].value);
    try {
      const answer = await fetch(`${form.dataset.policyCheck}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || asked !== latest) return;
      const meaning = await answer.json();
      for (const place of places) {
        const sentence = meaning.problems?.[place.dataset.problem] ?? "";
        place.replaceChildren();
        form.elements[place.dataset.problem].setAttribute("aria-invalid", String(sentence !== ""));
        if (sentence === "") continue;
        const words = document.createElement("span");
        words.className = "field-problem";
        words.textContent = sentence;
        place.append(words);
      }
      scale.replaceChildren();
      if (meaning.scale) scale.append(new DOMParser().parseFromString(meaning.scale, "text/html").body.firstChild);
    } catch { /* saving checks again */ }
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "reason") return;
    clearTimeout(timer);
    timer = setTimeout(check, 300);
  });
}
