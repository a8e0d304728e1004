// Who presses a button twice means it once: a second answer would only say that the first has
// been heard, and take its page away. Later presses count, for a form whose answer is a file
// stays on the screen.
const twice = 2000; // milliseconds
const sent = new WeakMap();

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  const before = sent.get(form);
  if (before !== undefined && event.timeStamp - before < twice) event.preventDefault();
  else sent.set(form, event.timeStamp);
});
// A page that comes back from the history may be sent at once.
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form);
});
