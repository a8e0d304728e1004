// A text field that people paste elsewhere gets its copy button; without this script they
// mark the text themselves.
import { copy, tell } from "./copy.js";

for (const bar of document.querySelectorAll("[data-copies]")) {
  const button = bar.querySelector("button");
  const said = bar.querySelector("[role=status]");
  bar.hidden = false;
  button.addEventListener("click", () => tell(button, said, () => copy(document.getElementById(bar.dataset.copies).value)));
}
