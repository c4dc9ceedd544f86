import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { createClient } from "../../src/client/client";
import { startServer } from "../../src/server/serve";
import { exitWith } from "../exit-with";
import { KNOWN_FAILURES } from "./known-failures";
import { installPackages, NoPython, runPython } from "./python";
import { type CheckResult, isFailure, problemsIn } from "./verdict";

/**
 * `npm run conformance`: runs scim2-tester, a conformance tester for SCIM servers, against this server.
 * Without a Python that can run it, prints a line and checks nothing. Returns whether only the known checks
 * failed. Needs the registry of Python packages.
 */
export async function checkConformance(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "netfoundry-scim-conformance-"));
  try {
    const python = await installPackages(join(folder, "venv"), fileOfThisFolder("requirements.txt"));
    const results = await runTester(python, join(folder, "server.sqlite"));
    const problems = problemsIn(results, KNOWN_FAILURES);
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    const passed = results.filter((one) => !isFailure(one)).length;
    const known = KNOWN_FAILURES.length;
    process.stdout.write(
      `scim2-tester: ${passed} of ${results.length} checks passed; ${known} are known to fail\n`,
    );
    return problems.length === 0;
  } catch (error) {
    if (!(error instanceof NoPython)) throw error;
    process.stdout.write(`scim2-tester was skipped: ${error.message}\n`);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts a server on a new database, and runs the tester against a new integration of it. */
async function runTester(python: string, database: string): Promise<readonly CheckResult[]> {
  const credential = { clientId: randomUUID(), clientSecret: randomBytes(32).toString("base64url") };
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    database,
    ...credential,
    log: { write: () => {} },
  });
  const client = createClient({ apiUrl: server.url, authUrl: `${server.url}/oauth2/token`, ...credential });
  try {
    const { networkId } = server;
    const { id, integrationUrl } = await client.integrations.create({ networkId, name: "scim2-tester" });
    const { token } = await client.tokens.mint(id, {}, { idempotencyKey: randomUUID() });
    const settings = { SCIM_URL: integrationUrl, SCIM_TOKEN: token, NO_PROXY: "127.0.0.1" };
    return JSON.parse(await runPython(python, [fileOfThisFolder("run-tester.py")], settings));
  } finally {
    client.close();
    await server.close();
  }
}

/** The path of a file beside this source. The compiled tool runs in `dist`, where the file is not. */
function fileOfThisFolder(name: string): string {
  return join(packageRoot().directory, "tools", "conformance", name);
}

if (require.main === module) void exitWith(checkConformance());
