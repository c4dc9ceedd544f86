import type { BenchRequest } from "./connection";

const PATCH = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"] };

/** What requests may refer to. */
export interface Stock {
  readonly base: string;
  readonly users: readonly string[];
  /** Ids of groups by how many members they have. */
  readonly groups: ReadonlyMap<number, string>;
  /** A number that no other request of the run gets. */
  readonly next: () => number;
}

/** One line of the table. */
export interface Operation {
  readonly name: string;
  /** Requests a second of the fastest peer measured on such a machine, 8 connections, 2,000 users; null: none was. */
  readonly peer: number | null;
  readonly request: (stock: Stock) => BenchRequest;
}

/** A user as the run makes it. */
export function benchUser(number: number) {
  return {
    userName: `user${number}@example.com`,
    externalId: `x${number}`,
    displayName: `User ${number}`,
    name: { givenName: "User", familyName: `Number ${number}` },
    emails: [{ value: `user${number}@example.com`, type: "work", primary: true }],
  };
}

/** In the order in which they are measured; deleting comes last. */
export function operations(sizes: readonly number[]): Operation[] {
  return [
    { name: "create", peer: 2500, request: ({ base, next }) => ["POST", `${base}/Users`, benchUser(next())] },
    { name: "get by id", peer: 3500, request: (stock) => ["GET", user(stock)] },
    {
      name: "filter userName",
      peer: 2400,
      request: (stock) => filtered(stock, "userName", "user", "@example.com"),
    },
    { name: "filter externalId", peer: 2400, request: (stock) => filtered(stock, "externalId", "x", "") },
    {
      name: "filter work email",
      peer: 2400,
      request: (stock) => filtered(stock, 'emails[type eq "work"].value', "user", "@example.com"),
    },
    { name: "list 100, first", peer: 270, request: ({ base }) => ["GET", `${base}/Users?count=100`] },
    {
      name: "list 100, deep",
      peer: 270,
      request: ({ base, users }) => [
        "GET",
        `${base}/Users?count=100&startIndex=${Math.max(1, users.length - 200)}`,
      ],
    },
    {
      name: "PATCH one attribute",
      peer: 2150,
      request: (stock) => patched(stock, [replace("displayName", `d${stock.next()}`)]),
    },
    {
      name: "Entra's PATCH of four",
      peer: 2150,
      request: (stock) =>
        patched(
          stock,
          ["displayName", "title", "name.givenName", "name.familyName"].map((path) =>
            replace(path, `e${stock.next()}`),
          ),
        ),
    },
    {
      name: "PUT",
      peer: 1900,
      request: (stock) => ["PUT", user(stock), { ...benchUser(stock.next()), title: "changed" }],
    },
    {
      name: "deactivate",
      peer: 2150,
      request: (stock) => patched(stock, [replace("active", stock.next() % 2 === 0)]),
    },
    ...sizes.flatMap(groupOperations),
    {
      name: "delete",
      peer: 3500,
      request: ({ base, users, next }) => ["DELETE", `${base}/Users/${users[next() % users.length]}`],
    },
  ];
}

function groupOperations(size: number): Operation[] {
  const path = ({ base, groups }: Stock) => `${base}/Groups/${groups.get(size)}`;
  const member = ({ users, next }: Stock) => ({ value: users[next() % users.length] });
  return [
    {
      name: `group of ${size}, get without members`,
      peer: null,
      request: (stock) => ["GET", `${path(stock)}?excludedAttributes=members`],
    },
    {
      name: `group of ${size}, add one member`,
      peer: size === 1000 ? 700 : null,
      request: (stock) => [
        "PATCH",
        path(stock),
        { ...PATCH, Operations: [{ op: "add", path: "members", value: [member(stock)] }] },
      ],
    },
    {
      name: `group of ${size}, remove one member`,
      peer: null,
      request: (stock) => [
        "PATCH",
        path(stock),
        { ...PATCH, Operations: [{ op: "remove", path: `members[value eq "${member(stock).value}"]` }] },
      ],
    },
  ];
}

function user({ base, users }: Stock): string {
  return `${base}/Users/${users[Math.floor(Math.random() * users.length)]}`;
}

function filtered({ base, users }: Stock, path: string, before: string, after: string): BenchRequest {
  const number = Math.floor(Math.random() * users.length);
  return ["GET", `${base}/Users?filter=${encodeURIComponent(`${path} eq "${before}${number}${after}"`)}`];
}

function replace(path: string, value: unknown) {
  return { op: "replace", path, value };
}

function patched(stock: Stock, Operations: readonly unknown[]): BenchRequest {
  return ["PATCH", user(stock), { ...PATCH, Operations }];
}
