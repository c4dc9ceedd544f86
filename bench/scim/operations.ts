import { benchUser } from "./bench-user";
import { groupOperations } from "./group-operations";
import type { Operation, Peer } from "./operation";
import { idIn, type Stage } from "./stage";

/**
 * The number of users that a round creates, deletes or deactivates. It is small, so the total hardly changes.
 */
const ROUND = 1000;

const peerOf = (perSecond: number): Peer => ({ perSecond, connections: 8, isHere: false });
const ANY = { kind: "read" as const, size: null, round: () => null };
const PAGE = { ...ANY, kind: "page" as const, peer: peerOf(270) };
const WRITE = { ...ANY, kind: "write" as const };

/** The names for `--only`. */
export function operationKeys(): string[] {
  return [...new Set(operations([1]).map(({ key }) => key))];
}

/** The operations in the order of the measurement. */
export function operations(sizes: readonly number[]): Operation[] {
  return [...USERS, ...sizes.flatMap(groupOperations)];
}

const USERS: readonly Operation[] = [
  {
    ...WRITE,
    key: "create",
    name: "create",
    peer: peerOf(2500),
    round: () => ROUND,
    request: (stage) => stage.post("Users", benchUser(stage.next())),
    restore: (stage, _sent, answers) => stage.remove(answers.map(idIn)),
  },
  {
    ...ANY,
    key: "get",
    name: "get by id",
    peer: peerOf(3900),
    request: (stage, n) => stage.get(user(stage, n)),
  },
  filter("userName", "filter userName", "userName", (n) => `user${n}@example.com`),
  filter("externalId", "filter externalId", "externalId", (n) => `x${n}`),
  filter("workEmail", "filter work email", 'emails[type eq "work"].value', (n) => `user${n}@example.com`),
  {
    ...PAGE,
    key: "list",
    name: "list 100, first",
    request: (stage) => stage.get("Users?count=100"),
  },
  {
    ...PAGE,
    key: "listDeep",
    name: "list 100, deep",
    request: (stage) => stage.get(`Users?count=100&startIndex=${Math.max(1, stage.users.length - 100)}`),
  },
  {
    ...WRITE,
    key: "patch",
    name: "PATCH one attribute",
    peer: peerOf(2400),
    request: (stage, n) => stage.patch(user(stage, n), [replace("displayName", `d${stage.next()}`)]),
  },
  {
    ...WRITE,
    key: "entraPatch",
    name: "Entra's PATCH of four",
    peer: peerOf(2400),
    request: (stage, n) => {
      const value = `e${stage.next()}`;
      const paths = ["displayName", "title", "name.givenName", "name.familyName"];
      return stage.patch(
        user(stage, n),
        paths.map((path) => replace(path, value)),
      );
    },
  },
  {
    ...WRITE,
    key: "put",
    name: "PUT",
    peer: peerOf(1900),
    request: (stage, n) => {
      const number = spread(stage, n);
      const changed = { displayName: `p${stage.next()}`, title: "changed" };
      return stage.put(`Users/${stage.idOf(number)}`, { ...benchUser(number), ...changed });
    },
  },
  {
    ...WRITE,
    key: "deactivate",
    name: "deactivate",
    peer: peerOf(2400),
    round: ({ users }) => Math.min(ROUND, users.length),
    request: (stage, n) => stage.patch(`Users/${stage.idOf(n)}`, [replace("active", false)]),
    restore: async (stage, sent) => {
      const back = (n: number) => stage.patch(`Users/${stage.idOf(n)}`, [replace("active", true)]);
      await stage.send(Array.from({ length: sent }, (_, n) => back(n)));
    },
  },
  {
    ...WRITE,
    key: "delete",
    name: "delete",
    peer: peerOf(3500),
    round: () => ROUND,
    prepare: async (stage) => {
      stage.spare = await stage.create(ROUND);
    },
    request: (stage, n) => stage.message("DELETE", `${stage.server.base}/Users/${stage.spare[n]}`),
    restore: (stage, sent) => stage.remove(stage.spare.slice(sent)),
  },
];

function filter(key: string, name: string, path: string, value: (number: number) => string): Operation {
  const request = (stage: Stage, n: number) => {
    const text = `${path} eq ${JSON.stringify(value(spread(stage, n)))}`;
    return stage.get(`Users?filter=${encodeURIComponent(text)}`);
  };
  return { ...ANY, key, name, peer: peerOf(2700), request };
}

/** Numbers of users that are far apart, so that no cache serves one from its neighbour. */
function spread({ users }: Stage, n: number): number {
  return (n * 7919) % users.length;
}

function user(stage: Stage, n: number): string {
  return `Users/${stage.idOf(spread(stage, n))}`;
}

/** An operation as Entra ID writes it. */
function replace(path: string, value: unknown) {
  return { op: "Replace", path, value };
}
