// What every page gets: forms that send themselves when a choice changes. Without
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

// On a phone the filters wait behind their heading; without this script they stand open.
if (matchMedia("(max-width: 720px)").matches) {
  for (const box of document.querySelectorAll("[data-closed-when-narrow]")) box.open = false;
}
