import type { ConsoleSignIn, OpenedConsoleSession } from "../../src/contract/gateway/console-session";

/** Somebody who is signed in to the console. */
export interface SignedIn {
  readonly session: OpenedConsoleSession;
  /** What the browser sends with every call of the console's page. */
  readonly headers: {
    readonly "sec-fetch-site": string;
    readonly cookie: string;
    readonly "x-console-session": string;
  };
}

/** What the browser sends with a call of a page to the page's own server. */
export const SAME_ORIGIN = { "sec-fetch-site": "same-origin" } as const;

/** Signs in to the console as its page does. `cookie` is what an earlier sign-in of the browser set. */
export async function signInToConsole(
  url: string,
  { clientId, clientSecret }: ConsoleSignIn,
  cookie?: string,
): Promise<SignedIn> {
  const answer = await fetch(`${url}/console/session`, {
    method: "POST",
    headers: {
      ...SAME_ORIGIN,
      "content-type": "application/json",
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify({ clientId, clientSecret }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const session = (await answer.json()) as OpenedConsoleSession;
  const [set = ""] = answer.headers.getSetCookie();
  const [pair = ""] = set.split(";");
  return { session, headers: { ...SAME_ORIGIN, cookie: pair, "x-console-session": session.key } };
}
