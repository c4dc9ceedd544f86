import { signal } from "@preact/signals";
import { Problem } from "./problem";

/** Whether the last call got no answer. */
export const isOffline = signal(false);

/** Counts up when a person asks to try again. Every view that is shown then loads anew. */
export const retries = signal(0);

/** Loads every view that is shown anew. Asks for the page too, because a view may load nothing. */
export function retry(): void {
  retries.value += 1;
  void reach("/console/", { cache: "no-store" }).catch(() => undefined);
}

/** Tries again when the browser finds the network again. */
export function followConnection(): void {
  window.addEventListener("offline", () => {
    isOffline.value = true;
  });
  window.addEventListener("online", retry);
}

/**
 * Sends a request, reads the whole answer, and notes whether the server could be reached.
 * @throws Problem when it could not. AbortError when the signal of the request fired.
 */
export async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(url, request);
    // The connection may break in the middle of the body too.
    const body = await answer.arrayBuffer();
    isOffline.value = false;
    return new Response(body.byteLength === 0 ? null : body, answer);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    isOffline.value = true;
    const reads = (request.method ?? "GET") === "GET";
    throw new Problem(
      reads
        ? "The server cannot be reached."
        : "No answer came, so the server may have made the change or not. Look before you try again.",
      null,
    );
  }
}
