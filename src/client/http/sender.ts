import { ConnectionError } from "../errors/connection-error";
import type { ClientLogger, Clock } from "../settings";
import { AttemptFailure } from "./attempt-failure";
import type { InFlightLimit, Place } from "./in-flight";
import { type ApiAnswer, type ApiRequest, describe } from "./message";
import { delayBeforeRetry, mayRepeatAfterAnswer, mayRepeatAfterFailure, retryAfterMs } from "./retry";
import { serverTime } from "./server-time";
import type { Transport } from "./transport";

export interface SenderParts {
  readonly transport: Transport;
  readonly limit: InFlightLimit;
  readonly clock: Clock;
  readonly random: () => number;
  readonly maxRetries: number;
  readonly requestTimeoutMs: number;
  readonly logger: ClientLogger;
}

/** The answer to the last attempt. */
export interface LastAnswer extends ApiAnswer {
  /** How often the request was sent. */
  readonly attempts: number;
}

/**
 * Sends a request and repeats it where that is safe and may help. Throws ConnectionError when no attempt got
 * an answer.
 */
export interface Sender {
  send(request: ApiRequest): Promise<LastAnswer>;
}

type Outcome = ApiAnswer | AttemptFailure;

/** The outcome of one attempt; `number` counts from 1. */
interface Attempted {
  readonly outcome: Outcome;
  readonly number: number;
}

export function createSender(parts: SenderParts): Sender {
  const { transport, limit, clock, random, maxRetries, requestTimeoutMs, logger } = parts;

  async function sendOnce(request: ApiRequest, number: number): Promise<Outcome> {
    const started = clock.now();
    const outcome = await transport.send(request).catch(failureOnly);
    logger.debug("api request", {
      request: describe(request),
      attempt: number,
      outcome: outcome instanceof AttemptFailure ? outcome.code || outcome.reason : outcome.status,
      milliseconds: clock.now() - started,
    });
    return outcome;
  }

  /** The wait that an answer asks for, in milliseconds; null when it asks for none. */
  function askedWait(answer: ApiAnswer): number | null {
    return retryAfterMs(answer.headers["retry-after"], serverTime(answer) ?? clock.now());
  }

  /** How long a 429 asks to wait, in milliseconds. Null for any other answer and for too long a wait. */
  function requestedWait(outcome: Outcome, number: number): number | null {
    if (outcome instanceof AttemptFailure || outcome.status !== 429) return null;
    const asked = askedWait(outcome);
    if (asked === null) return null;
    return delayBeforeRetry({ attempt: number, retryAfterMs: asked, random: random() });
  }

  /** Sends from attempt `number` on, and waits whenever the API asks for it. */
  async function attempt(request: ApiRequest, number: number, place: Place): Promise<Attempted> {
    const outcome = await sendOnce(request, number);
    const asked = requestedWait(outcome, number);
    if (asked === null) {
      if (!(outcome instanceof AttemptFailure) && outcome.status !== 429) place.accepted();
      return { outcome, number };
    }
    if (number > maxRetries) return { outcome, number };
    await place.pause(asked);
    return attempt(request, number + 1, place);
  }

  /** Milliseconds to wait before the next attempt; null for no further attempt. */
  function delay(request: ApiRequest, { outcome, number }: Attempted): number | null {
    if (number > maxRetries) return null;
    if (outcome instanceof AttemptFailure) {
      if (!mayRepeatAfterFailure(request, outcome)) return null;
      return delayBeforeRetry({ attempt: number, retryAfterMs: null, random: random() });
    }
    if (!mayRepeatAfterAnswer(request, outcome)) return null;
    return delayBeforeRetry({ attempt: number, retryAfterMs: askedWait(outcome), random: random() });
  }

  return {
    async send(request) {
      for (let next = 1; ; ) {
        const first = next;
        const attempted = await limit.run((place) => attempt(request, first, place), request.signal);
        const { outcome, number } = attempted;
        const wait = delay(request, attempted);
        if (wait !== null) {
          await clock.sleep(wait, request.signal);
          next = number + 1;
        } else if (outcome instanceof AttemptFailure) {
          throw new ConnectionError({ request, failure: outcome, attempts: number, requestTimeoutMs });
        } else {
          return { ...outcome, attempts: number };
        }
      }
    },
  };
}

function failureOnly(thrown: unknown): AttemptFailure {
  if (thrown instanceof AttemptFailure) return thrown;
  throw thrown;
}
