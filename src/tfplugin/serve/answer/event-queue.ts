/** A queue of events with any number of writers and one reader. The reader waits for the next event. */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #events: T[] = [];
  #ended = false;
  #wake: () => void = () => {};

  /** Adds an event. After the end it does nothing. */
  add(event: T): void {
    if (this.#ended) return;
    this.#events.push(event);
    this.#wake();
  }

  /** Ends the queue. The reader still gets the events added before. */
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
