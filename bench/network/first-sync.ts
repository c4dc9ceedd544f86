import { setTimeout } from "node:timers/promises";
import { benchUser } from "../scim/bench-user";
import { residentMegabytes } from "../scim/processor-time";
import type { Administrator } from "./administrator";
import { each } from "./caller";
import type { BenchGateway } from "./gateway";

const PATCH = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
/** How often an observer looks, in milliseconds. */
const LOOK_EVERY_MS = 20;
/** Writes a second of the last part. Every fifth changes a group, the others a user. */
export const WRITES_A_SECOND = 25;
const GROUP_WRITE_EVERY = 5;

/** What a first synchronization took. Times are in seconds. */
export interface FirstSync {
  readonly people: number;
  readonly groups: number;
  /** How long each change took until a read at the controller showed it, in ascending order. */
  readonly visible: readonly number[];
  /** The memory of the gateway: when half of the people were there, and at the end. In megabytes. */
  readonly memory: { readonly half: number; readonly end: number };
}

/** What is synchronized. */
export interface Extent {
  readonly people: number;
  readonly groups: number;
  /** How long changes are observed. */
  readonly seconds: number;
}

/** Pushes people and groups to a gateway as Okta does at first, then some changes. */
export async function firstSync(
  { scim, pending, pid }: BenchGateway,
  administrator: Administrator,
  extent: Extent,
): Promise<FirstSync> {
  const users: string[] = [];
  let half = 0;
  const delivered = async () => {
    while ((await pending()) > 0) await setTimeout(LOOK_EVERY_MS);
  };
  const people = await timed(async () => {
    await each(extent.people, async (number) => {
      const user = benchUser(number);
      await scim("GET", `/Users?filter=${encodeURIComponent(`userName eq "${user.userName}"`)}`);
      users[number] = idIn(await scim("POST", "/Users", user));
      if (number === extent.people >> 1) half = residentMegabytes(pid);
    });
    await delivered();
  });
  const groups: string[] = [];
  const size = Math.ceil(extent.people / extent.groups);
  const grouping = await timed(async () => {
    await each(extent.groups, async (number) => {
      const id = idIn(await scim("POST", "/Groups", { displayName: `Group ${number}` }));
      groups[number] = id;
      const value = users.slice(number * size, (number + 1) * size).map((value) => ({ value }));
      await scim("PATCH", `/Groups/${id}`, patch("add", "members", value));
    });
    await delivered();
  });
  const ids = await administrator.idsByUser();
  const change = async (number: number): Promise<number> => {
    const user = users[(number * 7) % users.length] ?? "";
    const isOfGroup = number % GROUP_WRITE_EVERY === 0;
    const group = (number / GROUP_WRITE_EVERY) % extent.groups;
    // The next group's, so that the user is no member yet.
    const attribute = isOfGroup ? `Group ${group}` : `Role ${number}`;
    const member = users[(((group + 1) * size) % users.length) + (number % size)] ?? "";
    const sent = performance.now();
    if (isOfGroup) {
      await scim("PATCH", `/Groups/${groups[group]}`, patch("add", "members", [{ value: member }]));
    } else await scim("PATCH", `/Users/${user}`, patch("replace", "roles", [{ value: attribute }]));
    const id = ids.get(isOfGroup ? member : user) ?? "";
    while (!(await administrator.roleAttributes(id)).includes(attribute)) await setTimeout(LOOK_EVERY_MS);
    return (performance.now() - sent) / 1000;
  };
  const changes: Promise<number>[] = [];
  for (let number = 0; number < extent.seconds * WRITES_A_SECOND; number += 1) {
    const made = change(number);
    // The wait for all of them reports a failure.
    made.catch(() => undefined);
    changes.push(made);
    await setTimeout(1000 / WRITES_A_SECOND);
  }
  const visible = (await Promise.all(changes)).sort((one, other) => one - other);
  return { people, groups: grouping, visible, memory: { half, end: residentMegabytes(pid) } };
}

/** Seconds that the work takes. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function patch(op: string, path: string, value: unknown) {
  return { schemas: PATCH, Operations: [{ op, path, value }] };
}

function idIn(answer: unknown): string {
  return (answer as { readonly id: string }).id;
}
