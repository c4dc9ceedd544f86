import { isUnavailable } from "./unavailable";

/** How long a request waits for a write that it does not depend on, in milliseconds. */
const PATIENCE = 250;

/**
 * Waits for a write that the answer of a request does not depend on, such as when a token was last used. When
 * the database is busy, the request goes on without it. When the database cannot write now, a later request
 * does it.
 * @param onLateError hears of an error that comes after the request went on
 * @returns whether it is known to be written
 */
export async function sideWrite(
  write: Promise<unknown>,
  onLateError: (error: unknown) => void,
): Promise<boolean> {
  let isLate = false;
  const written = write.then(
    () => true,
    (error: unknown) => {
      if (!isUnavailable(error)) throw error;
      return false;
    },
  );
  written.catch((error: unknown) => {
    if (isLate) onLateError(error);
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      isLate = true;
      resolve(false);
    }, PATIENCE);
  });
  return Promise.race([written, patience]).finally(() => clearTimeout(timer));
}
