import type { ClientSettings } from "../../../src/client/settings";
import {
  type Answer,
  clientOf,
  FakeClock,
  type Loopback,
  type Received,
  type Route,
  sessionAnswer,
  startLoopback,
  TOKEN_ANSWER,
} from "./loopback";

/** Starts an API that signs anybody in, and a client of it. `route` answers the rest. The test ends both. */
export async function startSignedIn(route: Route, settings: Partial<ClientSettings> = {}) {
  const server: Loopback = await startLoopback((request) => signIn(request, server.url) ?? route(request));
  const clock = new FakeClock();
  return { server, client: clientOf(server.url, { clock, ...settings }), clock };
}

function signIn(request: Received, url: string): Answer | null {
  if (request.url === "/oauth2/token") return TOKEN_ANSWER;
  if (request.url.endsWith("/exchange")) return sessionAnswer(url);
  return null;
}

/** Gives the answers one after the other, and then repeats the last one. */
export function inTurn(...answers: readonly Answer[]): Route {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)] as Answer;
}

/** The requests other than sign-ins: method and path. */
export function asked({ received, url }: Loopback): string[] {
  return received
    .filter((request) => signIn(request, url) === null)
    .map((request) => `${request.method} ${decodeURIComponent(request.url)}`);
}

/** The error that the work throws. @throws when it throws none */
export async function thrown(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (failure) {
    return failure as Error;
  }
  throw new Error("nothing was thrown");
}
