/** How many values one statement takes. Every engine allows several times this many parameters. */
const CHUNK = 500;

/** Cuts a list into pieces small enough for one statement each. */
export function chunks<Item>(items: readonly Item[]): Item[][] {
  const pieces: Item[][] = [];
  for (let at = 0; at < items.length; at += CHUNK) pieces.push(items.slice(at, at + CHUNK));
  return pieces;
}
