import { matchesFilter } from "../../../../src/contract/scim/filter/match";
import { foldText } from "../../../../src/contract/scim/fold-text";
import { GROUP, type ResourceKind, USER } from "../../../../src/contract/scim/resource";
import { notAUser } from "../../../../src/server/scim/attributes/member-ids";
import { sameValue } from "../../../../src/server/scim/attributes/same-value";
import type {
  FoundResource,
  GroupAttributes,
  GroupChange,
  KindQuery,
  Place,
  ResourcePage,
  ResourceQuery,
  ScimBackend,
  ScimWrites,
  SearchQuery,
  SortKey,
  StoredGroup,
  StoredUser,
  UserAttributes,
} from "../../../../src/server/scim/backend";
import { filteredResource } from "../../../../src/server/scim/lists/filtered-resource";
import { sortKeyReader } from "../../../../src/server/scim/lists/sort-key";
import { uniquenessConflict } from "../../../../src/server/scim/scim-error";

interface GroupRow {
  readonly group: Omit<StoredGroup, "members">;
  readonly memberIds: ReadonlySet<string>;
}

interface State {
  readonly users: Map<string, Omit<StoredUser, "groups">>;
  readonly groups: Map<string, GroupRow>;
}

const NOW = "2026-11-24T09:30:00.000Z";

/** Stores users and groups in memory, for tests of the protocol. Ids count up: `u1`, `u2`, `g1`. */
export class MemoryBackend implements ScimBackend {
  private state: State = { users: new Map(), groups: new Map() };
  private ids = 0;
  /** How often a caller read members. */
  memberReads = 0;
  /** How many writes reached the store. */
  writes = 0;

  async transaction<Result>(work: (writes: ScimWrites) => Promise<Result>): Promise<Result> {
    const before: State = { users: new Map(this.state.users), groups: new Map(this.state.groups) };
    try {
      return await work(this.scimWrites());
    } catch (error) {
      this.state = before;
      throw error;
    }
  }

  async user(id: string): Promise<StoredUser | null> {
    const user = this.state.users.get(id);
    return user === undefined ? null : this.withGroups(user);
  }

  async users(query: ResourceQuery): Promise<ResourcePage<StoredUser>> {
    const all = [...this.state.users.values()].map((user) => this.withGroups(user));
    const { filter, order } = query;
    return page(placed(USER, all, { filter, by: order.by }), { ...query, descending: order.descending });
  }

  async group(id: string, options: { readonly members: boolean }): Promise<StoredGroup | null> {
    const row = this.state.groups.get(id);
    return row === undefined ? null : this.withMembers(row, options.members);
  }

  async groups(
    query: ResourceQuery,
    options: { readonly members: boolean },
  ): Promise<ResourcePage<StoredGroup>> {
    const all = [...this.state.groups.values()].map((row) => this.withMembers(row, true));
    const { filter, order } = query;
    const found = page(placed(GROUP, all, { filter, by: order.by }), {
      ...query,
      descending: order.descending,
    });
    return options.members
      ? found
      : { ...found, resources: found.resources.map((group) => ({ ...group, members: null })) };
  }

  async search(
    { users, groups, ...query }: SearchQuery,
    options: { readonly members: boolean },
  ): Promise<ResourcePage<FoundResource>> {
    const allUsers = [...this.state.users.values()].map((user) => this.withGroups(user));
    const allGroups = [...this.state.groups.values()].map((row) => this.withMembers(row, options.members));
    const found: Placed<FoundResource>[] = [
      ...placed(USER, users === null ? [] : allUsers, users).map(({ resource, place }) => ({
        place,
        resource: { kind: "User" as const, resource },
      })),
      ...placed(GROUP, groups === null ? [] : allGroups, groups).map(({ resource, place }) => ({
        place,
        resource: { kind: "Group" as const, resource },
      })),
    ];
    return page(found, query);
  }

  private scimWrites(): ScimWrites {
    return {
      user: (id) => this.user(id),
      users: (query) => this.users(query),
      group: (id, options) => this.group(id, options),
      groups: (query, options) => this.groups(query, options),
      search: (query, options) => this.search(query, options),
      createUser: async (attributes) => this.putUser(`u${++this.ids}`, attributes, 1),
      replaceUser: async (id, attributes) => {
        const current = this.state.users.get(id);
        return current === undefined ? null : this.putUser(id, attributes, current.version + 1);
      },
      disableUser: async (id) => {
        const current = this.state.users.get(id);
        if (current === undefined) return null;
        return this.putUser(id, { ...current.attributes, active: false }, current.version + 1);
      },
      repeatUser: async () => undefined,
      deleteUser: async (id) => {
        this.writes += 1;
        for (const [groupId, row] of this.state.groups) {
          const memberIds = new Set([...row.memberIds].filter((memberId) => memberId !== id));
          this.state.groups.set(groupId, { ...row, memberIds });
        }
        return this.state.users.delete(id);
      },
      createGroup: async (attributes, memberIds) => {
        const id = `g${++this.ids}`;
        this.requireUsers(memberIds);
        return this.putGroup(id, attributes, new Set(memberIds), 1);
      },
      changeGroup: async (id, change) => this.change(id, change),
      deleteGroup: async (id) => {
        this.writes += 1;
        return this.state.groups.delete(id);
      },
    };
  }

  private putUser(id: string, attributes: UserAttributes, version: number): StoredUser {
    const key = foldText(attributes.userName);
    const isTaken = [...this.state.users.values()].some(
      (user) => user.id !== id && foldText(user.attributes.userName) === key,
    );
    if (isTaken) throw uniquenessConflict("userName is taken");
    this.writes += 1;
    const user = { id, attributes, createdAt: NOW, lastModified: NOW, version };
    this.state.users.set(id, user);
    return this.withGroups(user);
  }

  private change(id: string, { attributes, clearMembers, add, remove }: GroupChange): StoredGroup | null {
    const row = this.state.groups.get(id);
    if (row === undefined) return null;
    this.requireUsers(add);
    const kept = clearMembers ? [] : [...row.memberIds].filter((memberId) => !remove.includes(memberId));
    const memberIds = new Set([...kept, ...add]);
    const isSame = sameValue([...memberIds].sort(), [...row.memberIds].sort());
    if (isSame && sameValue(attributes, row.group.attributes)) return this.withMembers(row, false);
    return this.putGroup(id, attributes, memberIds, row.group.version + 1);
  }

  private putGroup(
    id: string,
    attributes: GroupAttributes,
    memberIds: ReadonlySet<string>,
    version: number,
  ): StoredGroup {
    this.writes += 1;
    const row: GroupRow = {
      group: { id, attributes, createdAt: NOW, lastModified: NOW, version },
      memberIds,
    };
    this.state.groups.set(id, row);
    return this.withMembers(row, false);
  }

  private requireUsers(ids: readonly string[]): void {
    const unknown = ids.find((id) => !this.state.users.has(id));
    if (unknown !== undefined) throw notAUser(unknown);
  }

  private withGroups(user: Omit<StoredUser, "groups">): StoredUser {
    const groups = [...this.state.groups.values()]
      .filter(({ memberIds }) => memberIds.has(user.id))
      .map(({ group }) => ({ value: group.id, display: group.attributes.displayName }));
    return { ...user, groups };
  }

  private withMembers({ group, memberIds }: GroupRow, isWanted: boolean): StoredGroup {
    if (!isWanted) return { ...group, members: null };
    this.memberReads += 1;
    const members = [...memberIds].map((value) => ({
      value,
      display: this.state.users.get(value)?.attributes.userName ?? "",
    }));
    return { ...group, members };
  }
}

interface Placed<Resource> {
  readonly resource: Resource;
  readonly place: Place;
}

/** The resources that match, with their places in the order. */
function placed<Resource extends StoredUser | StoredGroup>(
  kind: ResourceKind,
  all: readonly Resource[],
  query: KindQuery | null,
): Placed<Resource>[] {
  const filter = query?.filter ?? null;
  const keyOf = sortKeyReader(kind, query?.by ?? null);
  return all.flatMap((resource) => {
    const filtered = filteredResource(kind, resource);
    if (filter !== null && !matchesFilter(filter, filtered, kind)) return [];
    return [
      { resource, place: { key: query?.by?.attribute === "id" ? null : keyOf(filtered), id: resource.id } },
    ];
  });
}

function page<Resource>(
  found: readonly Placed<Resource>[],
  { descending, start, limit }: Pick<SearchQuery, "descending" | "start" | "limit">,
): ResourcePage<Resource> {
  const sign = descending ? -1 : 1;
  const sorted = found.toSorted((left, right) => sign * compare(left.place, right.place));
  const from = beginning(sorted, start, limit, sign);
  const shown = sorted.slice(from, from + limit);
  return {
    resources: shown.map(({ resource }) => resource),
    total: found.length,
    first: "skip" in start || from === 0 ? null : (shown[0]?.place ?? null),
    last: sorted.length > from + limit ? (shown.at(-1)?.place ?? null) : null,
  };
}

/** The index of the first resource of the page. */
function beginning(
  placed: readonly { readonly place: Place }[],
  start: ResourceQuery["start"],
  limit: number,
  sign: 1 | -1,
): number {
  if ("skip" in start) return start.skip;
  if ("before" in start) {
    const before = placed.filter(({ place }) => sign * compare(place, start.before) < 0);
    return Math.max(0, before.length - limit);
  }
  const { after } = start;
  return after === null ? 0 : placed.filter(({ place }) => sign * compare(place, after) <= 0).length;
}

/** Absent keys come last. Ids count up, so a shorter id is older. */
function compare(left: Place, right: Place): number {
  if (left.key !== right.key) return isLess(left.key, right.key) ? -1 : 1;
  return left.id.length - right.id.length || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

function isLess(left: SortKey, right: SortKey): boolean {
  if (left === null || right === null) return right === null;
  return left < right;
}
