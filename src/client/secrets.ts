const MASK = "********";

/**
 * The secrets that a client holds. It masks them in every text that leaves it, even when a server echoes one.
 */
export class Secrets {
  readonly #known = new Set<string>();

  add(secret: string | undefined): void {
    if (secret) this.#known.add(secret);
  }

  mask(text: string): string {
    let masked = text;
    for (const secret of this.#known) masked = masked.replaceAll(secret, MASK);
    return masked;
  }
}
