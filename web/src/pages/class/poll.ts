const PAUSE = 4000;

/** Looks again every few seconds while the page is in sight, until the answer is called. */
export function poll(look: () => Promise<unknown>): () => void {
  let timer = 0;
  let isStopped = false;
  const next = async (): Promise<void> => {
    if (document.visibilityState === 'visible') await look();
    if (!isStopped) timer = window.setTimeout(() => void next(), PAUSE);
  };
  void next();
  return () => {
    isStopped = true;
    window.clearTimeout(timer);
  };
}
