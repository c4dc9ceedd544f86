import type { Operation, Peer } from "./operation";
import type { Groups, Stage } from "./stage";

/** The number of members that a round adds or removes. */
const ROUND = 200;
/**
 * The number of members that a round adds to one group in sequence. So equally many requests go to a small
 * group and to a large one, and a small group stays small.
 */
const TOGETHER = 8;

/** Peers were measured with one request at a time. */
const ADD_AT_1000: Peer = { perSecond: 950, connections: 1, isHere: false };

/** Whether there are enough users for groups of the size, and for the members that are added to them. */
export function allowsGroups(users: number, size: number): boolean {
  return users >= size + ROUND;
}

/** The operations on groups of a size. */
export function groupOperations(size: number): Operation[] {
  const common = { size, peer: null, round: () => ROUND };
  const of = `group of ${size.toLocaleString("en")}`;
  return [
    {
      ...common,
      key: "groupGet",
      name: `${of}, get without members`,
      kind: "read",
      round: () => null,
      request: (stage, n) => stage.get(`${group(stage, size, n)}?excludedAttributes=members`),
    },
    {
      ...common,
      key: "groupAdd",
      name: `${of}, add one member`,
      kind: "write",
      peer: size === 1000 ? ADD_AT_1000 : null,
      request: (stage, n) => add(stage, size, n),
      restore: (stage, sent) => each(stage, sent, (n) => remove(stage, size, n)),
    },
    {
      ...common,
      key: "groupRemove",
      name: `${of}, remove one member`,
      kind: "write",
      prepare: (stage) => each(stage, ROUND, (n) => add(stage, size, n)),
      request: (stage, n) => remove(stage, size, n),
      restore: async (stage, sent) => {
        const left = Array.from({ length: ROUND - sent }, (_, at) => sent + at);
        await stage.send(left.map((n) => remove(stage, size, n)));
      },
    },
  ];
}

async function each(stage: Stage, count: number, request: (n: number) => string): Promise<void> {
  await stage.send(Array.from({ length: count }, (_, n) => request(n)));
}

function groupsOf(stage: Stage, size: number): Groups {
  return stage.groups(size) ?? { size, ids: [] };
}

function group(stage: Stage, size: number, n: number): string {
  const { ids } = groupsOf(stage, size);
  return `Groups/${ids[Math.floor(n / TOGETHER) % ids.length]}`;
}

/** The user that the request with the number adds to its group. */
function outsider(stage: Stage, size: number, n: number): string {
  const groups = groupsOf(stage, size);
  const count = groups.ids.length;
  const offset = (n % TOGETHER) + TOGETHER * Math.floor(n / (TOGETHER * count));
  return stage.outsider(groups, Math.floor(n / TOGETHER) % count, offset);
}

function add(stage: Stage, size: number, n: number): string {
  const value = [{ value: outsider(stage, size, n) }];
  return stage.patch(group(stage, size, n), [{ op: "Add", path: "members", value }]);
}

function remove(stage: Stage, size: number, n: number): string {
  const path = `members[value eq "${outsider(stage, size, n)}"]`;
  return stage.patch(group(stage, size, n), [{ op: "Remove", path }]);
}
