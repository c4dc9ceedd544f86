/** How many values go into one statement. Every engine allows several times as many parameters. */
const CHUNK = 500;

/** Splits a list into lists that are small enough for one statement each. */
export function chunks<Item>(items: readonly Item[]): Item[][] {
  const pieces: Item[][] = [];
  for (let at = 0; at < items.length; at += CHUNK) pieces.push(items.slice(at, at + CHUNK));
  return pieces;
}
