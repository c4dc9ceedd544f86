import type { ZitiController } from "../fake-api/ziti-controller";

/** A controller that runs for a test, with an administrator and nothing else. */
export interface RunningController {
  readonly url: string;
  /** The certificates that sign its own, in PEM. Undefined without TLS. */
  readonly ca: string | undefined;
  readonly username: string;
  readonly password: string;
  /** The stand-in behind it; null for a real controller. */
  readonly standIn: ZitiController | null;
  /** Ends it as a power cut does. What it had acknowledged is kept. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with what it had stored. */
  comeUp(): Promise<void>;
  /** Ends it, and removes what it stored. */
  stop(): Promise<void>;
}
