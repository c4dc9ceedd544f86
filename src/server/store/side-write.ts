import { isUnavailable } from "./unavailable";

/** How long a request waits for a write that it does not depend on, in milliseconds. */
const PATIENCE = 250;

/**
 * Waits for a write that the answer of a request does not depend on, such as when a token was last used. When
 * the database is busy, the request goes on without it. When the database cannot write now, a later request
 * does it.
 */
export async function sideWrite(write: Promise<unknown>): Promise<void> {
  const written = write.catch((error: unknown) => {
    if (!isUnavailable(error)) throw error;
  });
  // Nobody hears of an error that comes later.
  written.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([written, patience]).finally(() => clearTimeout(timer));
}
