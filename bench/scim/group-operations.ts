import type { Operation, Peer } from "./operations";
import type { Groups, Stage } from "./stage";

/** Members that a round adds or removes: a tenth of the size changes the size little. */
const ROUND = 200;

/** Peers were measured one request at a time. */
const ADD_AT_1000: Peer = { perSecond: 950, connections: 1 };

/** What is measured on groups of a size. */
export function groupOperations(size: number): Operation[] {
  const common = { size, peer: null, round: (stage: Stage) => roundOf(stage, size) };
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
      prepare: (stage) => each(stage, roundOf(stage, size), (n) => add(stage, size, n)),
      request: (stage, n) => remove(stage, size, n),
      restore: async (stage, sent) => {
        const left = Array.from({ length: roundOf(stage, size) - sent }, (_, at) => sent + at);
        await stage.send(left.map((n) => remove(stage, size, n)));
      },
    },
  ];
}

async function each(stage: Stage, count: number, request: (n: number) => string): Promise<void> {
  await stage.send(Array.from({ length: count }, (_, n) => request(n)));
}

function roundOf(stage: Stage, size: number): number {
  const outside = groupsOf(stage, size).ids.length * (stage.users.length - size);
  return Math.min(ROUND, outside);
}

function groupsOf(stage: Stage, size: number): Groups {
  return stage.groups(size) ?? { size, ids: [] };
}

function group(stage: Stage, size: number, n: number): string {
  const { ids } = groupsOf(stage, size);
  return `Groups/${ids[n % ids.length]}`;
}

function outsider(stage: Stage, size: number, n: number): string {
  const groups = groupsOf(stage, size);
  return stage.outsider(groups, n % groups.ids.length, Math.floor(n / groups.ids.length));
}

function add(stage: Stage, size: number, n: number): string {
  const value = [{ value: outsider(stage, size, n) }];
  return stage.patch(group(stage, size, n), [{ op: "Add", path: "members", value }]);
}

function remove(stage: Stage, size: number, n: number): string {
  const path = `members[value eq "${outsider(stage, size, n)}"]`;
  return stage.patch(group(stage, size, n), [{ op: "Remove", path }]);
}
