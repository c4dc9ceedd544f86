/**
 * A secret that can be forgotten. As a text in state or props it would stay in memory for as long as Preact
 * keeps a former tree of the view.
 */
export class SecretBox {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The secret. Empty when it is forgotten. */
  reveal(): string {
    return this.#text;
  }

  forget(): void {
    this.#text = "";
  }
}
