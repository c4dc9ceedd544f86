import { type Caller, caller } from "./caller";
import type { BenchController } from "./controllers";

const BASE = "/edge/management/v1";
const PAGE = 500;

interface Found {
  readonly id: string;
  readonly roleAttributes: readonly string[] | null;
  readonly tags: Readonly<Record<string, unknown>>;
}

/** A controller as its administrator sees it, past the gateway. */
export class Administrator {
  private constructor(private readonly call: Caller) {}

  static async of({ url, ca, username, password }: BenchController, signal: AbortSignal) {
    const signIn = caller({ url, ca, signal });
    const answer = await signIn("POST", `${BASE}/authenticate?method=password`, { username, password });
    const { token } = (answer as { data: { token: string } }).data;
    return new Administrator(caller({ url, ca, signal, headers: { "zt-session": token } }));
  }

  async create(name: string): Promise<void> {
    const body = { name, externalId: name, type: "Default", isAdmin: false };
    await this.call("POST", `${BASE}/identities`, body);
  }

  /** The identities of the gateway's users, by the id of the user. */
  async idsByUser(): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for (let offset = 0; ; offset += PAGE) {
      const path = `${BASE}/identities?limit=${PAGE}&offset=${offset}`;
      const { data } = (await this.call("GET", path)) as { readonly data: readonly Found[] };
      for (const { id, tags } of data)
        if (tags.scimUserId !== undefined) ids.set(String(tags.scimUserId), id);
      if (data.length < PAGE) return ids;
    }
  }

  async roleAttributes(id: string): Promise<readonly string[]> {
    const { data } = (await this.call("GET", `${BASE}/identities/${id}`)) as { readonly data: Found };
    return data.roleAttributes ?? [];
  }
}
