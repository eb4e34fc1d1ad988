// A rule for pages with controls, which runs inside the page: everything that can be operated has a name, and on a phone is
// large enough for a finger (WCAG 2.2, 2.5.8: 24 px at least).

export function controls() {
  const SMALLEST = 24;
  const faults = [];
  const words = (ids) => (ids ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join("").trim();
  const name = (element) =>
    element.getAttribute("aria-label")?.trim() ||
    words(element.getAttribute("aria-labelledby")) ||
    [...(element.labels ?? [])].map((label) => label.textContent).join("").trim() ||
    element.textContent.trim();
  for (const element of document.querySelectorAll("button, select, textarea, input:not([type=hidden])")) {
    const { width, height } = element.getBoundingClientRect();
    if (width === 0) continue;
    const shown = element.outerHTML.slice(0, 100);
    if (!name(element)) faults.push(`a control has no name: ${shown}`);
    const isBox = ["checkbox", "radio"].includes(element.type);
    const target = isBox ? (element.closest("label") ?? element.parentElement).getBoundingClientRect() : { width, height };
    if (Math.min(target.width, target.height) < SMALLEST) faults.push(`a control is ${Math.round(target.width)} by ${Math.round(target.height)} px: ${shown}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((one, place) => ids.indexOf(one) !== place))) faults.push(`two elements have the id ${id}`);
  return faults.slice(0, 8);
}
