import { isKnown, type Problem, text } from "../checks/checks";
import { Duration } from "./duration";

/** The two weeks in which a token is rotated before its end, unless told otherwise. */
const DEFAULT_WITHIN = Duration.days(14);

/** The details of `RotationSchedule.every`. */
export interface RotationWindow {
  /**
   * The time that a run of Terraform has for the rotation. A token lives for the interval and this time. The
   * first run in this time rotates it. Give at least the longest gap between two runs.
   *
   * @default Duration.days(14)
   */
  readonly within?: Duration;
  /**
   * How long the former token stays valid after a rotation. Only a server that offers it accepts it.
   *
   * @default - the former token ends at once
   */
  readonly overlap?: Duration;
}

/** What a schedule sets of the options of a token. */
export interface ScheduledOptions {
  /** How long a token lives. */
  readonly lifetime?: string;
  /** How long before its end it is due. */
  readonly rotateBefore?: string;
  /** How long the former token stays valid. */
  readonly overlap?: string;
  /** The values whose change rotates it. */
  readonly rotationTriggers?: Readonly<Record<string, string>>;
}

/** When an auth token is rotated. */
export class RotationSchedule {
  /**
   * At regular intervals. `every(Duration.days(90))` gives tokens that live 104 days, and rotates each in the
   * last 14 days of its life.
   */
  static every(
    interval: Duration,
    { within = DEFAULT_WITHIN, overlap }: RotationWindow = {},
  ): RotationSchedule {
    return new RotationSchedule(
      "RotationSchedule.every",
      { lifetime: `${interval.plus(within)}`, rotateBefore: `${within}`, overlap: overlap && `${overlap}` },
      (prop) =>
        overlap === undefined || overlap.seconds <= within.seconds
          ? null
          : `the overlap of ${prop} must not be longer than its within (${within}), got ` +
            `${JSON.stringify(`${overlap}`)}; no overlap makes a token live longer`,
    );
  }

  /** Whenever the trigger changes, such as a date or a version. A token that nobody rotates ends in time. */
  static onDemand(trigger: string): RotationSchedule {
    return new RotationSchedule("RotationSchedule.onDemand", { rotationTriggers: { trigger } }, (prop) =>
      text(`the trigger of ${prop}`, trigger, "give a text whose change rotates the token"),
    );
  }

  /** Never by itself. People rotate it with the action `netfoundry_scim_token_rotate`, or in the console. */
  static manual(): RotationSchedule {
    return new RotationSchedule("RotationSchedule.manual", {}, () => null);
  }

  private constructor(
    private readonly factory: string,
    /**
     * What the schedule sets.
     *
     * @internal
     */
    readonly options: ScheduledOptions,
    private readonly ownProblem: (prop: string) => Problem,
  ) {}

  /**
   * The problems of the schedule, and of options beside it that it sets. `prefix` is as in `token.`.
   *
   * @internal
   */
  problems(prefix: string, beside: ScheduledOptions): Problem[] {
    const doubled = (Object.keys(this.options) as (keyof ScheduledOptions)[]).filter((key) =>
      isKnown(beside[key]),
    );
    return [
      this.ownProblem(`${prefix}rotation`),
      ...doubled.map(
        (key) =>
          `${prefix}${key} must be left out with ${prefix}rotation, got ${JSON.stringify(beside[key])}; ` +
          `${this.factory} sets it`,
      ),
    ];
  }
}
