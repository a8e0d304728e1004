// copy puts a text on the clipboard, also on pages that are not encrypted, where
// browsers offer no clipboard to scripts.
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("the browser does not copy");
}

// tell does what a button asks for and says beside it, for a while, whether it was done.
export async function tell(button, said, act) {
  let key = "done";
  try {
    await act();
  } catch {
    key = "failed";
  }
  said.textContent = button.dataset[key];
  setTimeout(() => { said.textContent = ""; }, 4000);
}
