/**
 * Calls back when the element that had the focus leaves the document, and nothing else took the focus. The
 * browser then gives the focus to the body, so a person at a keyboard or screen reader would lose their place.
 * @returns ends it.
 */
export function followLostFocus(onLost: () => void): () => void {
  let last: Element | null = document.activeElement;
  const take = ({ target }: FocusEvent) => {
    if (target instanceof Element) last = target;
  };
  const leave = () => {
    // A browser may send this for an element that it is about to remove. Only one that stays was left.
    queueMicrotask(() => {
      if (last?.isConnected && isNowhere()) last = null;
    });
  };
  // Browsers differ in the events of an element that goes away, so the document itself is watched.
  const watcher = new MutationObserver(() => {
    if (last === null || last.isConnected) return;
    last = null;
    if (isNowhere()) onLost();
  });
  document.addEventListener("focusin", take);
  document.addEventListener("focusout", leave);
  watcher.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", take);
    document.removeEventListener("focusout", leave);
    watcher.disconnect();
  };
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
