/** Events added by whoever has them, taken in the same order by one reader that waits for them. */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #events: T[] = [];
  #ended = false;
  #wake: () => void = () => {};

  /** Adds an event; none is taken any more after the end. */
  add(event: T): void {
    if (this.#ended) return;
    this.#events.push(event);
    this.#wake();
  }

  /** Says that no further event will come. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) yield event;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
