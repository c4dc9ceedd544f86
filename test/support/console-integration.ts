import type { Integration } from "../../src/contract/gateway/integration";
import type { MintedToken } from "../../src/contract/gateway/token";
import type { Console } from "./console-page";

/** An integration that a test made by the API. */
export class ConsoleIntegration {
  private constructor(
    readonly id: string,
    private readonly console: Console,
  ) {}

  /** An integration without a token. */
  static async make(console: Console, name: string): Promise<ConsoleIntegration> {
    const body = { networkId: console.server.networkId, name };
    const { id } = await console.admin.gateway<Integration>("POST", "/scim/v1/integrations", body);
    return new ConsoleIntegration(id, console);
  }

  /** Where the API has it. */
  get api(): string {
    return `/scim/v1/integrations/${this.id}`;
  }

  /** Where the identity provider pushes to. */
  get url(): string {
    return `${this.console.server.url}/scim/v2/${this.id}`;
  }

  /** A view of the console. */
  path(tab: string): string {
    return `/console/integrations/${this.id}/${tab}`;
  }

  read(): Promise<Integration> {
    return this.console.admin.gateway("GET", this.api);
  }

  /** Changes it as somebody else does. */
  async change(body: object): Promise<void> {
    await this.console.admin.gateway("PATCH", this.api, body);
  }

  /** Writes it as the provider of Terraform does. */
  async applyWithTerraform(): Promise<void> {
    await this.console.admin.gateway(
      "PATCH",
      this.api,
      {},
      {
        "user-agent": "terraform-provider-netfoundry/0.1.0 (Terraform 1.15.2)",
        "x-managed-by": encodeURIComponent("github.com/acme/network"),
      },
    );
  }

  mint(body: object = {}): Promise<MintedToken> {
    return this.console.admin.gateway("POST", `${this.api}/tokens`, body);
  }

  /** The status that an identity provider gets with a token. */
  async statusWith(token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${this.url}/Users?count=1`, { headers })).status;
  }

  /** Pushes a person, as an identity provider with the token does. */
  async push(token: string, userName: string): Promise<void> {
    const answer = await fetch(`${this.url}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName }),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }
}
