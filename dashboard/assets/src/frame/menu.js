// The menu by keyboard and pointer. Its groups are details elements, which open and
// close by themselves; this adds arrows, Escape, and closing when attention moves on.
const groups = [...document.querySelectorAll(".menu-group")];
const button = document.querySelector(".menu-button");
const narrow = () => button !== null && getComputedStyle(button).display !== "none";

function close(except) {
  for (const group of groups) if (group !== except) group.open = false;
}

for (const group of groups) {
  group.addEventListener("toggle", () => {
    if (group.open) close(group); // browsers that do not know the name of details
  });
  group.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !group.contains(event.relatedTarget) && !narrow()) group.open = false;
  });
}

document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".menu-group")) close();
  if (button?.open && !event.target.closest(".masthead")) button.open = false;
});

function moveWithin(group, key) {
  const links = [...group.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (key === "Home") links[0].focus();
  else if (key === "End") links.at(-1).focus();
  else if (key === "ArrowDown") links[(at + 1) % links.length].focus();
  else if (at <= 0) group.querySelector("summary").focus();
  else links[at - 1].focus();
}

document.querySelector(".masthead")?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const group = event.target.closest(".menu-group");
  switch (event.key) {
    case "Escape":
      if (group?.open) {
        group.open = false;
        group.querySelector("summary").focus();
      } else if (button?.open && !event.target.closest(".search")) {
        button.open = false;
        button.querySelector("summary").focus();
      } else return;
      break;
    case "ArrowDown":
    case "ArrowUp":
    case "Home":
    case "End":
      if (!group || (!group.open && event.key !== "ArrowDown")) return;
      group.open = true;
      moveWithin(group, event.key);
      break;
    case "ArrowLeft":
    case "ArrowRight": {
      const heads = [...document.querySelectorAll(".menu .menu-group > summary, .menu-single, .display > summary")];
      const head = group ? group.querySelector("summary") : event.target.closest(".menu-single");
      const next = heads[heads.indexOf(head) + (event.key === "ArrowRight" ? 1 : -1)];
      if (!head || !next) return;
      const open = group?.open;
      close();
      next.focus();
      if (open && next.parentElement.matches(".menu-group")) next.parentElement.open = true;
      break;
    }
    default:
      return;
  }
  event.preventDefault();
});
