/** A change that waits for another one, from `wait` until it calls `end`. */
export interface Waiting {
  /** Whether to give up, so that Terraform can go on with something else. Once true, it stays true. */
  shouldGiveUp(): boolean;
  end(): void;
}

/** How long nothing has to move before a waiting change gives up, in milliseconds. */
const PATIENCE = {
  /** Something of another provider may be in the way, which this process cannot see. */
  usual: 8000,
  /** When it is plain that Terraform has no place left. */
  short: 1000,
};

/** How many objects Terraform works on at a time, unless -parallelism says otherwise. */
const USUAL_PLACES = 10;

/**
 * The creates, updates and deletes that Terraform has under way in this process, and which of them wait for another one.
 *
 * Terraform gives out a limited number of places (-parallelism), and a delete that waits for another delete holds one: when
 * all places are held so, what they wait for is never begun. A place can only be given back by answering, and a delete
 * must not answer with success while the object lives. So once everything under way has only been waiting for a while, the
 * older half of it gives up. That is an error, but the fewest that lets the run go on and destroy all the rest.
 */
export class ChangesUnderWay {
  readonly #now: () => number;
  readonly #waiting = new Set<Waiting>();
  readonly #givingUp = new Set<Waiting>();
  #count = 0;
  #moved = 0;
  #stoodStill = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a change as under way for as long as it takes. */
  async during<T>(change: () => Promise<T> | T): Promise<T> {
    this.#count += 1;
    this.#moved = this.#now();
    try {
      return await change();
    } finally {
      this.#count -= 1;
      this.#moved = this.#now();
    }
  }

  /** Says that one of the changes under way waits from now on. */
  wait(): Waiting {
    const waiting: Waiting = {
      shouldGiveUp: () => {
        this.#look();
        return this.#givingUp.has(waiting);
      },
      end: () => {
        this.#waiting.delete(waiting);
        this.#givingUp.delete(waiting);
      },
    };
    this.#waiting.add(waiting);
    this.#moved = this.#now();
    return waiting;
  }

  #look(): void {
    const stands = this.#count === this.#waiting.size && this.#now() - this.#moved >= this.#patience();
    // Those that were told to give up have not all done so yet.
    if (!stands || this.#givingUp.size > 0) return;
    this.#stoodStill = true;
    const older = [...this.#waiting].slice(0, Math.ceil(this.#waiting.size / 2));
    for (const waiting of older) this.#givingUp.add(waiting);
  }

  #patience(): number {
    return this.#stoodStill || this.#waiting.size >= USUAL_PLACES ? PATIENCE.short : PATIENCE.usual;
  }
}
