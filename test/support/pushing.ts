import type { Integration } from "../../src/contract/gateway/integration";
import type { MappingAnswer } from "../../src/contract/gateway/mapping";
import type { Administrator } from "./administrator";

const SCHEMAS = "urn:ietf:params:scim:schemas:core:2.0";

/** An integration, and an identity provider that pushes to it. */
export class Pushing {
  private constructor(
    readonly integration: Integration,
    readonly token: string,
  ) {}

  /** Makes an integration with an auth token. */
  static async start(
    admin: Administrator,
    networkId: string,
    name: string,
    mapping: Partial<MappingAnswer> = {},
  ): Promise<Pushing> {
    const made = await admin.gateway<Integration>("POST", "/scim/v1/integrations", {
      networkId,
      name,
      mapping,
    });
    const path = `/scim/v1/integrations/${made.id}/tokens`;
    const { token } = await admin.gateway<{ token: string }>("POST", path, {});
    return new Pushing(made, token);
  }

  /** Pushes a user, and returns its id. */
  async user(userName: string, more: object = {}): Promise<string> {
    const body = { schemas: [`${SCHEMAS}:User`], userName, active: true, ...more };
    return this.#made(await this.send("POST", "/Users", body));
  }

  /** Pushes a group, and returns its id. */
  async group(displayName: string, memberIds: readonly string[]): Promise<string> {
    const members = memberIds.map((value) => ({ value }));
    const body = { schemas: [`${SCHEMAS}:Group`], displayName, members };
    return this.#made(await this.send("POST", "/Groups", body));
  }

  /** Changes something by PATCH. */
  patch(path: string, ...operations: readonly object[]): Promise<Response> {
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
    return this.send("PATCH", path, { schemas, Operations: operations });
  }

  /** Sends any request, which the server may refuse. */
  send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.integration.integrationUrl + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/scim+json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async #made(answer: Response): Promise<string> {
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  }
}
