import { PASSWORD, USERNAME, ZitiController } from "../fake-api/ziti-controller";
import { startRealController } from "./real-controller";
import type { RunningController } from "./running-controller";

/** The path of a `ziti` binary. Without it, nothing runs on a real controller. */
const { ZITI_BIN = "" } = process.env;

/**
 * Runs a suite on the stand-in, and on a real controller where there is one. Elsewhere jest says "skipped".
 * @param standIn starts a stand-in of another kind.
 */
export function onControllers(
  suite: (start: () => Promise<RunningController>) => void,
  standIn: () => Promise<RunningController> = startStandIn,
): void {
  describe("on the stand-in of a controller", () => suite(standIn));
  if (ZITI_BIN === "") test.skip("on a real controller: ZITI_BIN names none", () => {});
  else describe("on a real controller", () => suite(() => startRealController(ZITI_BIN)));
}

async function startStandIn(): Promise<RunningController> {
  const standIn = new ZitiController();
  standIn.line = "1.6";
  standIn.addDefaultAdmin();
  await standIn.start();
  return asRunning(standIn, undefined);
}

/** A stand-in that was started. @param ca the certificate that signs its own. */
export function asRunning(standIn: ZitiController, ca: string | undefined): RunningController {
  const stop = () => standIn.stop();
  return {
    url: standIn.url,
    ca,
    username: USERNAME,
    password: PASSWORD,
    standIn,
    kill: stop,
    comeUp: () => standIn.comeUp(),
    stop,
  };
}
