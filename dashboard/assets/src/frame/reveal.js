// A password can be looked at while it is typed; without this script it stays covered.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = button.previousElementSibling;
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  field.form.addEventListener("submit", () => { field.type = "password"; }); // so that no browser offers it as a text
}
