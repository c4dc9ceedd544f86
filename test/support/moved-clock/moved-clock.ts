/** Stands in for `src/client/system-clock.ts` in a bundle that only tests start. */
import { readFileSync } from "node:fs";
import type { Clock } from "../../../src/client/settings";
import { systemClock as realClock } from "../../../src/client/system-clock";

/** The time, ahead by as many milliseconds as the file says whose name the environment holds. */
export const systemClock: Clock = {
  ...realClock,
  now: () => Date.now() + Number(readFileSync(String(process.env.MOVED_CLOCK_FILE), "utf8")),
};
