import * as z from "zod/mini";
import { notBlank, timestamp, uuid } from "../common";

/** The path of the sessions of the console: POST signs in, GET reads the session, DELETE signs out. */
export const CONSOLE_SESSION_PATH = "/console/session";

/** Header that carries the key of a console session. The cookie alone opens nothing. */
export const CONSOLE_SESSION_HEADER = "x-console-session";

/** Header of a call that no person made, such as a refresh. Such a call does not move the idle time. */
export const CONSOLE_BACKGROUND_HEADER = "x-console-background";

/** Body of `POST /console/session`: the credential of the API account. */
export const consoleSignIn = z.strictObject({ clientId: notBlank, clientSecret: notBlank });
export type ConsoleSignIn = z.infer<typeof consoleSignIn>;

/** Answer of `GET /console/session`. */
export const consoleSession = z.object({
  clientId: z.string(),
  networkId: uuid,
  networkName: z.string(),
  /** After so many seconds without a call of a person, the session ends. */
  idleSeconds: z.int(),
  /** When the session ends at the latest, whatever happens in it. */
  endsAt: timestamp,
});
export type ConsoleSession = z.infer<typeof consoleSession>;

/**
 * Answer of `POST /console/session`. The page sends the key in the header {@link CONSOLE_SESSION_HEADER} of
 * every call. The other half of the session is a cookie that no script can read.
 */
export const openedConsoleSession = z.object({
  ...consoleSession.shape,
  key: z.string().check(z.minLength(1)),
});
export type OpenedConsoleSession = z.infer<typeof openedConsoleSession>;
