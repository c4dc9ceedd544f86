const MASK = "********";

/** The secrets a client holds, so that no text that leaves it carries one, even when a server echoes it. */
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
