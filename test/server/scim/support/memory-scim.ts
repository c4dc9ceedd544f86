import { handleScim } from "../../../../src/server/scim/handle-scim";
import type { ScimRequest } from "../../../../src/server/scim/message";
import { MemoryBackend } from "./memory-backend";

export const BASE = "https://scim.example/scim/v2/i1";
export const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
export const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

type Extras = Partial<Pick<ScimRequest, "query" | "headers" | "body">>;
export type Body = Readonly<Record<string, unknown>>;

/** The SCIM protocol over a backend in memory, without HTTP, with the requests that its tests send. */
export class MemoryScim {
  readonly backend = new MemoryBackend();

  async send(method: ScimRequest["method"], path: string, extras: Extras = {}) {
    const request: ScimRequest = {
      method,
      path,
      query: {},
      headers: {},
      body: undefined,
      baseUrl: BASE,
      now: new Date("2026-11-24T10:00:00.000Z"),
      ...extras,
    };
    const response = await handleScim(this.backend, request);
    return { ...response, body: response.body as Body };
  }

  get(path: string, query: ScimRequest["query"] = {}, headers: ScimRequest["headers"] = {}) {
    return this.send("GET", path, { query, headers });
  }

  postUser(userName: string, attributes: Body = {}) {
    return this.send("POST", "/Users", { body: { schemas: [USER], userName, ...attributes } });
  }

  postGroup(displayName: string, members: readonly string[] = []) {
    return this.send("POST", "/Groups", {
      body: { schemas: [GROUP], displayName, members: members.map((value) => ({ value })) },
    });
  }

  patch(path: string, ...operations: unknown[]) {
    return this.send("PATCH", path, { body: { schemas: [PATCH_OP], Operations: operations } });
  }
}
