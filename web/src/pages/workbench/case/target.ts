/**
 * Brings what the address names after # into sight once it is there, opening what it is folded into. To be used as an
 * attachment of the element that holds the targets.
 */
export function showTarget(holder: HTMLElement): (() => void) | void {
  const name = decodeURIComponent(window.location.hash.slice(1));
  if (!name) return;
  const frame = requestAnimationFrame(() => {
    const target = document.getElementById(name);
    if (!target || !holder.contains(target)) return;
    for (let folded = target.closest('details'); folded; folded = folded.parentElement?.closest('details') ?? null) folded.open = true;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'center' });
  });
  return () => cancelAnimationFrame(frame);
}
