const SECONDS = { d: 86_400, h: 3600, m: 60 } as const;

/** A length of time, in whole minutes. */
export class Duration {
  /** That many weeks. Throws RangeError unless the count is a whole number above zero; so do the others. */
  static weeks(count: number): Duration {
    return Duration.of("weeks", count, 7 * SECONDS.d);
  }

  /** That many days. */
  static days(count: number): Duration {
    return Duration.of("days", count, SECONDS.d);
  }

  /** That many hours. */
  static hours(count: number): Duration {
    return Duration.of("hours", count, SECONDS.h);
  }

  /** That many minutes. */
  static minutes(count: number): Duration {
    return Duration.of("minutes", count, SECONDS.m);
  }

  private static of(unit: string, count: number, length: number): Duration {
    if (Number.isSafeInteger(count) && count > 0) return new Duration(count * length);
    throw new RangeError(`Duration.${unit} needs a whole number above zero, got ${String(count)}`);
  }

  private constructor(
    /** Its length in seconds. */
    readonly seconds: number,
  ) {}

  /** The sum of both. */
  plus(other: Duration): Duration {
    return new Duration(this.seconds + other.seconds);
  }

  /** The text that Terraform reads, such as `90d`, in the largest unit that fits. */
  toString(): string {
    const { d, h, m } = SECONDS;
    if (this.seconds % d === 0) return `${this.seconds / d}d`;
    return this.seconds % h === 0 ? `${this.seconds / h}h` : `${this.seconds / m}m`;
  }
}
