import { type Identity, identityList } from "../../../src/contract/identity";
import { TAG_INTEGRATION } from "../../../src/contract/identity-tag";
import { runScenario, type ScenarioReport, type Step } from "../../../src/idp/scenarios/run-scenario";
import type { Repertoire } from "../../../src/idp/scenarios/scenario";
import { REPERTOIRES } from "../../../src/idp/scenarios/scenario-sets";
import { type Connection, read, type TestServer } from "../../server/support/running-server";

/** What a test looks at in an identity; the suffix of the cast is cut off the names. */
export interface SeenIdentity {
  readonly name: string;
  readonly externalId: string | null;
  readonly attributes: readonly string[];
  readonly state: "enabled" | "disabled";
}

/** A scenario that was played on the real server. */
export interface Played {
  readonly report: ScenarioReport;
  /** The identities of the integration at each moment the scenario marks, by name. */
  readonly seen: Readonly<Record<string, readonly SeenIdentity[]>>;
  /** What is left in the end. */
  readonly left: readonly SeenIdentity[];
  /** Every problem found, as `label: problem`. */
  readonly problems: readonly string[];
}

export const SEED = "seed";
/** How the cast's names end: the seed and a word that belongs to the scenario. */
const SUFFIX = /[ .]seed-[0-9a-f]{4}/g;

export function repertoireOf(key: string): Repertoire {
  const found = REPERTOIRES.find((one) => one.key === key);
  if (found === undefined) throw new Error(`there is no provider ${key}`);
  return found;
}

/**
 * Plays a scenario against an integration of the real server, moving its clock where days pass.
 * @param extra the address of a proxy to go through; a signal that stops the scenario; what to do at each moment
 */
export async function play(
  server: TestServer,
  connection: Connection,
  key: string,
  name: string,
  variantName: string,
  extra: { readonly origin?: string; readonly signal?: AbortSignal; readonly onMoment?: () => void } = {},
): Promise<Played> {
  const repertoire = repertoireOf(key);
  const scenario = repertoire.scenarios.find((one) => one.name === name);
  const variant = repertoire.variants.find((one) => one.name === variantName);
  if (scenario === undefined || variant === undefined) throw new Error(`${key} plays no ${name}`);
  const seen: Record<string, readonly SeenIdentity[]> = {};
  const report = await runScenario({
    repertoire,
    scenario,
    variant,
    url: `${extra.origin ?? server.url}/scim/v2/${connection.id}`,
    token: connection.token,
    seed: SEED,
    ...(extra.signal !== undefined && { signal: extra.signal }),
    onMoment: async (moment) => {
      seen[moment] = await identities(server, connection);
      extra.onMoment?.();
    },
    onLater: async (days) => {
      server.advance(days * 86_400);
      // The access token of the management API does not live that long.
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

/** The body of a SCIM resource or list, which must be there. */
export async function readScim(
  server: TestServer,
  to: Connection,
  path: string,
): Promise<Record<string, unknown>> {
  const { status, body } = await server.scim(to, "GET", path);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Record<string, unknown>;
}

/** Labels of what the provider itself sent, in order. */
export function labels({ steps }: ScenarioReport): readonly string[] {
  return steps.filter(({ purpose }) => purpose === "provider").map(({ exchange }) => exchange.request.label);
}

/** The requests of a label. */
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
