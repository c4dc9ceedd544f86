const E_MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/**
 * Shortens every e-mail address in a text: `alice@example.com` becomes `a…e@e…e.com`. Somebody who knows
 * the person recognises the value, others learn little. The server masks its samples in the same way.
 */
export function maskPeople(text: string): string {
  return text.replace(E_MAIL, maskAddress);
}

/** Shortens every word of a personal value to its first and last character. */
export function maskPerson(text: string): string {
  return text.includes("@") ? maskPeople(text) : text.replace(/[^\s.]+/gu, shortened);
}

function maskAddress(address: string): string {
  const ending = /\.[^.@]+$/u.exec(address)?.[0] ?? "";
  return address.slice(0, address.length - ending.length).replace(/[^\s@.]+/gu, shortened) + ending;
}

function shortened(word: string): string {
  const characters = Array.from(word);
  return characters.length > 2 ? `${characters[0]}…${characters.at(-1)}` : `${characters[0]}…`;
}
