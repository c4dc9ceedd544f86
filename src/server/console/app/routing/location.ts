import { signal } from "@preact/signals";

/** Where the page stands: the path below the origin, and the query. */
export interface Location {
  readonly path: string;
  readonly query: URLSearchParams;
}

const current = signal(read());

/** The view that the URL names. A component that reads it is drawn again when it changes. */
export function currentLocation(): Location {
  return current.value;
}

/**
 * Goes to another view of the console.
 * @param replace true: Back skips the view that is left.
 */
export function navigate(url: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  current.value = read();
}

/** Follows Back and Forward of the browser. */
export function followHistory(): void {
  window.addEventListener("popstate", () => {
    current.value = read();
  });
}

function read(): Location {
  return { path: decoded(location.pathname), query: new URLSearchParams(location.search) };
}

/** A path with a wrong escape names no view. It must not stop the page. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
