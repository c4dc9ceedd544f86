import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startRealController } from "../../test/support/openziti/real-controller";

/** An empty controller that runs for the benchmark. */
export interface BenchController {
  readonly url: string;
  /** The certificates that sign its own, in PEM. Undefined without TLS. */
  readonly ca: string | undefined;
  readonly username: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** A kind of controller that can be measured. */
export interface ControllerKind {
  readonly name: string;
  readonly start: () => Promise<BenchController>;
}

/** The stand-in, and the real controller that ZITI_BIN names. */
export function controllerKinds({ ZITI_BIN = "" }: NodeJS.ProcessEnv): ControllerKind[] {
  const standIn = { name: "stand-in", start: startStandIn };
  return ZITI_BIN === ""
    ? [standIn]
    : [standIn, { name: "real controller", start: () => startRealController(ZITI_BIN) }];
}

async function startStandIn(): Promise<BenchController> {
  const child = fork(join(__dirname, "stand-in.js"));
  const [said] = (await once(child, "message")) as [Pick<BenchController, "url" | "username" | "password">];
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return { ...said, ca: undefined, stop };
}
