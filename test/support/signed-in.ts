import type { JwtCheck } from "../../src/contract/gateway/jwt-check";
import type { Administrator } from "./administrator";
import type { Stage } from "./stage";

/** An integration as the gateway lists it. */
export interface Integration {
  readonly id: string;
  readonly name: string;
  readonly integrationUrl: string;
}

/** A JWT signer as the controller lists it. */
export interface Signer {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly audience: string;
  /** Of its certificate, and so the key id of its tokens. */
  readonly fingerprint: string | null;
}

/** What a check says of a person whom the network lets in. */
export const SIGNED_IN = { verdict: "accepted", failure: null, isExpectedIdentity: true };

/** What an identity provider and its people do at the network of an open stage: push, and sign in. */
export class People {
  readonly #admin: Administrator;

  constructor(private readonly stage: Stage) {
    this.#admin = stage.administrator;
  }

  async integrations(): Promise<readonly Integration[]> {
    const path = `/scim/v1/integrations?networkId=${this.stage.networkId}&size=100`;
    const list = await this.#admin.gateway<{ _embedded: { integrationList: Integration[] } }>("GET", path);
    return list._embedded.integrationList;
  }

  async signers(): Promise<readonly Signer[]> {
    return (await this.#admin.edge<{ data: Signer[] }>("GET", "/external-jwt-signers?limit=500")).data;
  }

  /** Mints an auth token for pushes to the integration. */
  async mint({ id }: Integration): Promise<string> {
    const path = `/scim/v1/integrations/${id}/tokens`;
    return (await this.#admin.gateway<{ token: string }>("POST", path, {})).token;
  }

  /** Pushes a person as an identity provider does, and returns the id of the identity. */
  async push(
    integration: Integration,
    person: { readonly userName: string; readonly externalId: string },
  ): Promise<string> {
    const answer = await fetch(`${integration.integrationUrl}/Users`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await this.mint(integration)}`,
        "content-type": "application/scim+json",
      },
      body: JSON.stringify({
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        ...person,
        displayName: `Ada of ${person.externalId}`,
        emails: [{ value: person.userName, type: "work", primary: true }],
        active: true,
      }),
    });
    expect(answer.status).toBe(201);
    const user = (await answer.json()) as { id: string };
    return this.identityOf(user.id);
  }

  /** The id of the identity that a SCIM user became. */
  async identityOf(userId: string): Promise<string> {
    const filter = encodeURIComponent(`tags.scimUserId = "${userId}"`);
    const { data } = await this.#admin.edge<{ data: { id: string }[] }>(
      "GET",
      `/identities?filter=${filter}`,
    );
    expect(data).toHaveLength(1);
    return String(data[0]?.id);
  }

  /** Whether the JWTs, the first factor in front, let this identity in. */
  check(tokens: readonly string[], expectedIdentityId: string): Promise<JwtCheck> {
    const path = `/core/v3/networks/${this.stage.networkId}/jwt-checks`;
    return this.#admin.gateway<JwtCheck>("POST", path, { tokens, expectedIdentityId });
  }
}

/** The claims of a JWT for this signer that is valid for ten minutes. */
export function claimsFor({ issuer, audience }: Signer): Readonly<Record<string, unknown>> {
  return { iss: issuer, aud: audience, exp: Date.now() / 1000 + 600 };
}
