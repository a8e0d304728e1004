// The calendar of runs by keyboard: arrows move between days, PageUp and PageDown
// between months. Links do the same without this script.

const calendar = document.querySelector("[data-calendar]");
if (calendar) {
  const days = [...calendar.querySelectorAll(".day-number")];
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const pages = { PageUp: "prev", PageDown: "next" };
  calendar.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = days.indexOf(document.activeElement);
    const month = document.querySelector(`.calendar-steps a[rel="${pages[event.key]}"]`);
    if (at < 0) return;
    if (event.key in steps && days[at + steps[event.key]]) days[at + steps[event.key]].focus();
    else if (month) location.assign(month.href);
    else return;
    event.preventDefault();
  });
}
