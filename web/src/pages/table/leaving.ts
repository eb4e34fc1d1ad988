/** Asks before something that was written is left behind, by a link or by closing the page. The answer stops asking. */
export function guardLeaving(isDirty: () => boolean, words: () => string): () => void {
  const unload = (event: BeforeUnloadEvent): void => {
    if (isDirty()) event.preventDefault();
  };
  const click = (event: MouseEvent): void => {
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!link || link.hasAttribute('download') || (link as HTMLAnchorElement).target) return;
    if (isDirty() && !window.confirm(words())) event.preventDefault();
  };
  window.addEventListener('beforeunload', unload);
  document.addEventListener('click', click, true);
  return () => {
    window.removeEventListener('beforeunload', unload);
    document.removeEventListener('click', click, true);
  };
}
