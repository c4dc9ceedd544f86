import { type Identity, identityList } from "../../../src/contract/edge/identity";
import { TAG_INTEGRATION } from "../../../src/contract/edge/identity-tag";
import { runScenario, type ScenarioReport, type Step } from "../../../src/idp/scenarios/run-scenario";
import type { ScenarioSet } from "../../../src/idp/scenarios/scenario";
import { SCENARIO_SETS } from "../../../src/idp/scenarios/scenario-sets";
import { type Connection, read, type TestServer } from "../../server/support/running-server";

/** The parts of an identity that tests compare. Its names lack the suffix of the scenario. */
export interface SeenIdentity {
  readonly name: string;
  readonly externalId: string | null;
  readonly attributes: readonly string[];
  readonly state: "enabled" | "disabled";
}

/** A scenario that ran on the real server. */
export interface CaseResult {
  readonly report: ScenarioReport;
  /** The identities of the integration at each checkpoint of the scenario, by name. */
  readonly seen: Readonly<Record<string, readonly SeenIdentity[]>>;
  /** The identities at the end. */
  readonly left: readonly SeenIdentity[];
  /** Every problem found, as `label: problem`. */
  readonly problems: readonly string[];
}

export const SEED = "seed";
/** The end of every name in a scenario: the seed and a text that is specific to the scenario. */
const SUFFIX = /[ .]seed-[0-9a-f]{4}/g;

export function scenarioSetOf(key: string): ScenarioSet {
  const found = SCENARIO_SETS.find((one) => one.key === key);
  if (found === undefined) throw new Error(`there is no provider ${key}`);
  return found;
}

/**
 * Runs a scenario against an integration of the real server. Moves the clock when days pass.
 * @param extra The address of a proxy, a signal that stops the scenario, and what to do at each checkpoint.
 */
export async function runOnServer(
  server: TestServer,
  connection: Connection,
  key: string,
  name: string,
  variantName: string,
  extra: { readonly origin?: string; readonly signal?: AbortSignal; readonly onCheckpoint?: () => void } = {},
): Promise<CaseResult> {
  const scenarioSet = scenarioSetOf(key);
  const scenario = scenarioSet.scenarios.find((one) => one.name === name);
  const variant = scenarioSet.variants.find((one) => one.name === variantName);
  if (scenario === undefined || variant === undefined) throw new Error(`${key} has no scenario ${name}`);
  const seen: Record<string, readonly SeenIdentity[]> = {};
  const report = await runScenario({
    scenarioSet,
    scenario,
    variant,
    url: `${extra.origin ?? server.url}/scim/v2/${connection.id}`,
    token: connection.token,
    seed: SEED,
    ...(extra.signal !== undefined && { signal: extra.signal }),
    onCheckpoint: async (name) => {
      seen[name] = await identities(server, connection);
      extra.onCheckpoint?.();
    },
    onLater: async (days) => {
      server.advance(days * 86_400);
      // The access token of the management API has expired by then.
      await server.signIn();
    },
  });
  return { report, seen, left: await identities(server, connection), problems: problemsIn(report) };
}

/** The identities of an integration by the edge API, by name. */
export async function identities(server: TestServer, { id }: Connection): Promise<SeenIdentity[]> {
  const { data } = read(identityList, await server.edge("GET", "/identities?limit=500"));
  return data
    .filter(({ tags }) => tags[TAG_INTEGRATION] === id)
    .map(seen)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The body of a SCIM resource or list. Fails when there is none. */
export async function readScim(
  server: TestServer,
  to: Connection,
  path: string,
): Promise<Record<string, unknown>> {
  const { status, body } = await server.scim(to, "GET", path);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Record<string, unknown>;
}

/** The labels of the provider's own requests, in order. */
export function labels({ steps }: ScenarioReport): readonly string[] {
  return steps.filter(({ purpose }) => purpose === "provider").map(({ exchange }) => exchange.request.label);
}

/** The requests with a label. */
export function sent({ steps }: ScenarioReport, label: string): readonly Step["exchange"][] {
  return steps.map(({ exchange }) => exchange).filter(({ request }) => request.label === label);
}

function problemsIn({ steps, stopped, leftovers }: ScenarioReport): readonly string[] {
  return [
    ...steps.flatMap(({ exchange, problems }) => problems.map((one) => `${exchange.request.label}: ${one}`)),
    ...(stopped === null ? [] : [stopped]),
    ...leftovers.map((path) => `left ${path}`),
  ];
}

function seen({ name, externalId, roleAttributes, disabled }: Identity): SeenIdentity {
  const cut = (text: string) => text.replace(SUFFIX, "");
  return {
    name: cut(name),
    externalId: externalId === null ? null : cut(externalId),
    attributes: [...roleAttributes].map(cut).sort(),
    state: disabled ? "disabled" : "enabled",
  };
}
