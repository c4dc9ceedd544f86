import type { BenchServer } from "./bench-server";
import { benchUser } from "./bench-user";
import { type Message, messages, sendAll } from "./load";

const PATCH = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
/** The number of concurrent requests that fill the server and undo what was measured. */
const FILLERS = 16;
/** The number of members in one request that fills a group. The body stays below the server's limit. */
const MEMBERS = 1000;
/** The number of members in all small groups together. There are many groups, so each grows only little. */
const MEMBERS_OF_A_SIZE = 1000;

/** Groups of one size, and the users that are not members yet. */
export interface Groups {
  readonly size: number;
  readonly ids: readonly string[];
}

/** A server with users and groups, and the ids that requests to it need. */
export class Stage {
  readonly message: Message;
  readonly users: string[] = [];
  /** Users that exist to be deleted. */
  spare: string[] = [];
  readonly #groups = new Map<number, Groups>();
  #number = 0;

  constructor(
    readonly server: BenchServer,
    readonly signal: AbortSignal,
  ) {
    this.message = messages(server.url, server.token);
  }

  /** Creates users and groups of each size. */
  async fill(users: number, sizes: readonly number[]): Promise<void> {
    this.users.push(...(await this.create(users)));
    for (const size of sizes) {
      this.#groups.set(size, { size, ids: await this.#makeGroups(size) });
    }
  }

  /** A number that no other request of the run has. */
  next(): number {
    return this.#number++;
  }

  /** The id of the user with the number. After the last user, the numbers start again. */
  idOf(number: number): string {
    return this.users[number % this.users.length] ?? "";
  }

  /** The groups of a size. Null when there are none. */
  groups(size: number): Groups | null {
    return this.#groups.get(size) ?? null;
  }

  /** The user that comes `offset` after the members of the group at the index. */
  outsider({ size }: Groups, index: number, offset: number): string {
    return this.idOf(startOf(size) + (index + 1) * size + offset);
  }

  /** Sends requests that are not measured. @throws Error when one is refused */
  send(requests: Iterable<string>): Promise<string[]> {
    const { server, signal } = this;
    return sendAll({ url: server.url, connections: FILLERS, signal }, requests);
  }

  /** Creates users and returns their ids. */
  async create(count: number): Promise<string[]> {
    const requests = function* (this: Stage) {
      for (let made = 0; made < count; made++) yield this.post("Users", benchUser(this.next()));
    };
    return (await this.send(requests.call(this))).map(idIn);
  }

  /** Deletes users. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.send(ids.map((id) => this.message("DELETE", `${this.server.base}/Users/${id}`)));
  }

  get(path: string): string {
    return this.message("GET", `${this.server.base}/${path}`);
  }

  post(path: string, body: unknown): string {
    return this.message("POST", `${this.server.base}/${path}`, body);
  }

  put(path: string, body: unknown): string {
    return this.message("PUT", `${this.server.base}/${path}`, body);
  }

  patch(path: string, Operations: readonly unknown[]): string {
    return this.message("PATCH", `${this.server.base}/${path}`, { schemas: PATCH, Operations });
  }

  async #makeGroups(size: number): Promise<string[]> {
    const ids: string[] = [];
    const count = Math.ceil(MEMBERS_OF_A_SIZE / size);
    for (let index = 0; index < count; index++) {
      const made = await this.send([this.post("Groups", { displayName: `group-${index}-of-${size}` })]);
      const id = idIn(made[0] ?? "");
      const members = Array.from({ length: size }, (_, at) => ({
        value: this.idOf(startOf(size) + index * size + at),
      }));
      for (let at = 0; at < size; at += MEMBERS) {
        const value = members.slice(at, at + MEMBERS);
        await this.send([
          this.patch(`Groups/${id}?excludedAttributes=members`, [{ op: "add", path: "members", value }]),
        ]);
      }
      ids.push(id);
    }
    return ids;
  }
}

/**
 * The number of the first user in groups of a size. Very large groups start after the first page of a list
 * and end before the last one. So the users of these pages are in equally many groups, whatever the sizes
 * are.
 */
function startOf(size: number): number {
  return size > MEMBERS_OF_A_SIZE ? 2 * size : 0;
}

/** The id of the resource that an answer says was created. */
export function idIn(body: string): string {
  return (JSON.parse(body) as { id: string }).id;
}
