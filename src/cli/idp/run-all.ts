import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "../../client/client";
import { casesOf, SCENARIO_SETS } from "../../idp/scenarios/scenario-sets";
import { type RunningServer, startServer } from "../../server/serve";
import { untilInterrupted } from "../interruption";
import { standardOutput, type Terminal } from "../output/terminal";
import { withoutForeignSettings } from "../terraform/terraform";
import { jsonReport } from "./json";
import { problemList, summaryTable, totals } from "./report";
import { runCases, SILENT_LISTENER, type TargetedCase } from "./run-cases";
import { requireGood } from "./run-provider";
import type { Target } from "./target";

/** The made-up names are the same in every run, because the server is new each time. */
const SEED = "all";

/**
 * `netfoundry-scim idp all`: runs every scenario of every provider against a new reference server. Throws
 * CliError.
 */
export async function runAll(
  options: { readonly json: boolean },
  terminal: Terminal = standardOutput(),
): Promise<void> {
  // The server is on loopback, which a proxy must not handle.
  process.env.NO_PROXY = withoutForeignSettings(process.env).NO_PROXY;
  const directory = await mkdtemp(join(tmpdir(), "netfoundry-scim-idp-"));
  const interruption = untilInterrupted("the scenario's objects were removed");
  try {
    const credential = { clientId: randomUUID(), clientSecret: randomBytes(32).toString("base64url") };
    const server = await startServer({
      host: "127.0.0.1",
      port: 0,
      database: join(directory, "server.sqlite"),
      ...credential,
      log: { write: () => {} },
    });
    try {
      const cases = await withTargets(server, credential);
      const settings = { seed: SEED, signal: interruption.signal, listener: SILENT_LISTENER };
      const results = await runCases(cases, settings);
      const text = options.json
        ? jsonReport(results, SEED)
        : `${summaryTable(terminal, results)}\n${problemList(results, terminal.columns)}${totals(results)}\n`;
      terminal.write(text);
      interruption.signal.throwIfAborted();
      requireGood(results);
    } finally {
      await server.close();
    }
  } finally {
    interruption.stopListening();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Adds a target to every case: one integration for each provider and variant. */
async function withTargets(
  server: RunningServer,
  credential: { readonly clientId: string; readonly clientSecret: string },
): Promise<readonly TargetedCase[]> {
  const client = createClient({ apiUrl: server.url, authUrl: `${server.url}/oauth2/token`, ...credential });
  try {
    const targets = new Map<string, Target>();
    const cases: TargetedCase[] = [];
    for (const scenarioCase of SCENARIO_SETS.flatMap(casesOf)) {
      const name = `${scenarioCase.scenarioSet.name}, ${scenarioCase.variant.name}`;
      const target = targets.get(name) ?? (await integration(client, server, name));
      targets.set(name, target);
      cases.push({ ...scenarioCase, ...target });
    }
    return cases;
  } finally {
    client.close();
  }
}

async function integration(client: Client, { networkId }: RunningServer, name: string): Promise<Target> {
  const mapping = { identityNameField: "DISPLAY_NAME", externalIdField: "PRIMARY_EMAIL" } as const;
  const { id, integrationUrl } = await client.integrations.create({ networkId, name, mapping });
  const { token } = await client.tokens.mint(id, {}, { idempotencyKey: randomUUID() });
  return { url: integrationUrl, token };
}
