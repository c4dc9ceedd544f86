import { readFileSync } from "node:fs";
import { CLIENT_ID, CLIENT_SECRET } from "../../support/served";
import { PLANTED } from "./golden-folder";

/** The moment at which every golden plan is made. */
const CLOCK = Date.parse("2026-12-01T09:00:00Z");
const HOUR_MS = 3_600_000;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const TIME = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/g;
const FINGERPRINT = /\bsha256:[0-9a-f]{16}\b/g;

/**
 * Makes what differs from run to run the same: ids, times, the address of the server. Secrets become the
 * planted one. Equal values stay equal.
 */
export function stableText(run: {
  readonly url: string;
  readonly stateFile: string;
  readonly started: number;
}): (text: string) => string {
  const state = JSON.parse(readFileSync(run.stateFile, "utf8"));
  const ids = idsIn(state);
  const secrets = secretsIn(state);
  const uuids = new Map<string, string>();
  return (text) => {
    const named = [...ids].reduce((rest, [id, stable]) => rest.replaceAll(id, stable), text);
    return [...secrets, CLIENT_SECRET, CLIENT_ID]
      .reduce((rest, secret) => rest.replaceAll(secret, PLANTED), named)
      .replaceAll(run.url, "https://nf.example.com")
      .replaceAll(new URL(run.url).host, "nf.example.com")
      .replace(UUID, (uuid) => {
        const known =
          uuids.get(uuid) ?? `00000000-0000-4000-8000-${String(uuids.size + 1).padStart(12, "0")}`;
        uuids.set(uuid, known);
        return known;
      })
      .replace(FINGERPRINT, "sha256:0123456789abcdef")
      .replace(TIME, (time) => {
        const offset = Math.round((Date.parse(time) - run.started) / HOUR_MS) * HOUR_MS;
        return new Date(CLOCK + offset).toISOString().replace(".000Z", "Z");
      });
  };
}

const KINDS: Readonly<Record<string, string>> = {
  netfoundry_auth_policy: "policy",
  netfoundry_jwt_signer: "signer",
};

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly attributes: Record<string, unknown>;
    }[];
  }[];
}

/** The ids of policies and signers, which are no UUIDs, by names of their own. */
function idsIn({ resources }: State): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ type, name, instances }) => {
      const kind = KINDS[type];
      if (kind === undefined) return [];
      return instances.map(({ index_key, attributes }) => {
        const key = index_key === undefined ? "" : `-${index_key}`;
        return [String(attributes.id), `${kind}-${name}${key}`] as const;
      });
    }),
  );
}

function secretsIn({ resources }: State): readonly string[] {
  return resources.flatMap(({ instances }) =>
    instances.flatMap(({ attributes }) => (typeof attributes.token === "string" ? [attributes.token] : [])),
  );
}
