import type { Clock } from "../../client/settings";
import { systemClock } from "../../client/system-clock";
import { standardOutput, type Terminal } from "../output/terminal";

/** What a run of `netfoundry-scim connect` works with. Tests pass in others. */
export interface ConnectContext {
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

export function realContext(): ConnectContext {
  return { terminal: standardOutput(), environment: process.env, clock: systemClock };
}
