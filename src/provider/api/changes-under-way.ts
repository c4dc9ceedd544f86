/** A change that waits for another one, from `wait` until it calls `end`. */
export interface Waiting {
  /** Whether to give up, so that Terraform can go on with something else. Once true, it stays true. */
  shouldGiveUp(): boolean;
  end(): void;
}

/** After how long without movement a waiting change gives up, in milliseconds. */
const GIVE_UP_AFTER = {
  /** Terraform may be at work on an object of another provider, which this process cannot see. */
  usual: 8000,
  /** Terraform has no slot left. */
  outOfSlots: 1000,
};

/** How many objects Terraform works on at a time, unless -parallelism says otherwise. */
const DEFAULT_PARALLELISM = 10;

/**
 * The creates, updates and deletes that Terraform has under way in this process, and which of them wait for
 * another.
 * Terraform works on a limited number of objects at a time (-parallelism). A delete that waits for another
 * delete holds one of these slots. When waiting deletes hold all slots, Terraform never begins what they wait
 * for. Terraform frees a slot only when the call returns, so the older half of the waiting deletes fails once
 * nothing has moved for a while. The run then goes on and destroys the rest; a second run destroys what
 * failed.
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
        this.#chooseWhoGivesUp();
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

  #chooseWhoGivesUp(): void {
    const isStuck = this.#count === this.#waiting.size && this.#now() - this.#moved >= this.#giveUpAfter();
    // Some that were told to give up have not done so yet.
    if (!isStuck || this.#givingUp.size > 0) return;
    this.#stoodStill = true;
    const older = [...this.#waiting].slice(0, Math.ceil(this.#waiting.size / 2));
    for (const waiting of older) this.#givingUp.add(waiting);
  }

  #giveUpAfter(): number {
    const isOutOfSlots = this.#stoodStill || this.#waiting.size >= DEFAULT_PARALLELISM;
    return isOutOfSlots ? GIVE_UP_AFTER.outOfSlots : GIVE_UP_AFTER.usual;
  }
}
