import { runConstructsBench } from "./constructs";
import { runNetworkBench } from "./network";
import { runProviderBench } from "./provider";
import { runReviewBench } from "./review";
import { runScimBench } from "./scim";

const SUITES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  constructs: runConstructsBench,
  network: runNetworkBench,
  provider: runProviderBench,
  review: runReviewBench,
  scim: runScimBench,
};

/** `npm run bench -- <suite> [options]` */
async function main([name = "", ...args]: readonly string[]): Promise<void> {
  const suite = SUITES[name];
  if (suite === undefined) {
    throw new Error(`there is no benchmark "${name}"; there are: ${Object.keys(SUITES).join(", ")}`);
  }
  await suite(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
