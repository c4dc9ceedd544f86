import { ConnectionError } from "../errors/connection-error";
import type { ClientLogger, Clock } from "../settings";
import { AttemptFailure } from "./attempt-failure";
import type { InFlightLimit } from "./in-flight";
import { type ApiAnswer, type ApiRequest, describe } from "./message";
import { delayBeforeRetry, mayRepeatAfterAnswer, mayRepeatAfterFailure, retryAfterMs } from "./retry";
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

/** Sends a request, again where that is safe and may help. Throws ConnectionError when no attempt got an answer. */
export interface Sender {
  send(request: ApiRequest): Promise<ApiAnswer>;
}

type Outcome = ApiAnswer | AttemptFailure;

export function createSender(parts: SenderParts): Sender {
  const { transport, limit, clock, random, maxRetries, requestTimeoutMs, logger } = parts;

  async function attempt(request: ApiRequest, number: number): Promise<Outcome> {
    const started = clock.now();
    const outcome = await limit.run(() => transport.send(request).catch(failureOnly), request.signal);
    logger.debug("api request", {
      request: describe(request),
      attempt: number,
      outcome: outcome instanceof AttemptFailure ? outcome.code || outcome.reason : outcome.status,
      milliseconds: clock.now() - started,
    });
    return outcome;
  }

  function delay(request: ApiRequest, outcome: Outcome, number: number): number | null {
    if (number > maxRetries) return null;
    if (outcome instanceof AttemptFailure) {
      if (!mayRepeatAfterFailure(request, outcome)) return null;
      return delayBeforeRetry({ attempt: number, retryAfterMs: null, random: random() });
    }
    if (!mayRepeatAfterAnswer(request, outcome)) return null;
    const asked = retryAfterMs(outcome.headers["retry-after"], clock.now());
    return delayBeforeRetry({ attempt: number, retryAfterMs: asked, random: random() });
  }

  return {
    async send(request) {
      for (let number = 1; ; number += 1) {
        const outcome = await attempt(request, number);
        const wait = delay(request, outcome, number);
        if (wait !== null) {
          await clock.sleep(wait, request.signal);
        } else if (outcome instanceof AttemptFailure) {
          throw new ConnectionError({ request, failure: outcome, attempts: number, requestTimeoutMs });
        } else {
          return outcome;
        }
      }
    },
  };
}

function failureOnly(thrown: unknown): AttemptFailure {
  if (thrown instanceof AttemptFailure) return thrown;
  throw thrown;
}
