import * as z from "zod/mini";
import { edgeCreated, edgeDetail } from "../../../src/contract/common";
import { type Identity, identity, identityList } from "../../../src/contract/edge/identity";
import { mappingPreview } from "../../../src/contract/gateway/mapping";
import { type Answer, type Connection, read, TestServer } from "./running-server";

const created = z.object({ id: z.string() });
const scimError = z.object({ detail: z.string(), scimType: z.optional(z.string()) });

/**
 * A running server, with the steps that the tests of the domain rules, of provisioning and of the audit log
 * share.
 */
export class Network {
  #count = 0;

  private constructor(readonly server: TestServer) {}

  static async start(): Promise<Network> {
    return new Network(await TestServer.start());
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** A name that no other test of the file uses. */
  fresh(what: string): string {
    this.#count += 1;
    return `${what}-${this.#count}`;
  }

  /** Creates an integration with a token. Its name is unique. */
  connect(mapping?: object): Promise<Connection> {
    return this.server.connected(this.fresh("integration"), mapping);
  }

  /** Pushes a user and returns its SCIM id. */
  async addUser(to: Connection, userName: string, more: object = {}): Promise<string> {
    return read(created, await this.server.scim(to, "POST", "/Users", { userName, ...more })).id;
  }

  /** Pushes a group and returns its SCIM id. */
  async addGroup(to: Connection, displayName: string, members: readonly string[] = []): Promise<string> {
    const body = { displayName, members: members.map((value) => ({ value })) };
    return read(created, await this.server.scim(to, "POST", "/Groups", body)).id;
  }

  /** Sends a PATCH that the server may refuse. */
  tryPatch(to: Connection, path: string, ...Operations: object[]): Promise<Answer> {
    return this.server.scim(to, "PATCH", path, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations,
    });
  }

  /** Sends a PATCH and expects success. */
  async patch(to: Connection, path: string, ...Operations: object[]): Promise<Answer> {
    const answer = await this.tryPatch(to, path, ...Operations);
    expect({ status: answer.status < 300, body: answer.body }).toMatchObject({ status: true });
    return answer;
  }

  /** The identity of a SCIM user. Null when there is none. */
  async identityOf(userId: string): Promise<Identity | null> {
    const query = new URLSearchParams({ filter: `tags.scimUserId = "${userId}"` });
    return read(identityList, await this.server.edge("GET", `/identities?${query}`)).data[0] ?? null;
  }

  /** The attributes of a SCIM user's identity, sorted. */
  async attributesOf(userId: string): Promise<string[] | undefined> {
    return (await this.identityOf(userId))?.roleAttributes.toSorted();
  }

  /** Every identity by its id. */
  async identities(): Promise<Map<string, Identity>> {
    const { data } = read(identityList, await this.server.edge("GET", "/identities?limit=500"));
    return new Map(data.map((one) => [one.id, one]));
  }

  /** Every identity, sorted by name. */
  async identitiesByName(): Promise<Identity[]> {
    return read(identityList, await this.server.edge("GET", "/identities?limit=500&sort=name")).data;
  }

  /** The identity with a name. @throws Error when there is none */
  async identityNamed(name: string): Promise<Identity> {
    const found = (await this.identitiesByName()).find((one) => one.name === name);
    if (found === undefined) throw new Error(`no identity ${name}`);
    return found;
  }

  async identity(id: string): Promise<Identity> {
    return read(edgeDetail(identity), await this.server.edge("GET", `/identities/${id}`)).data;
  }

  /** Creates an object of the edge API and returns its id. */
  async create(collection: string, body: object): Promise<string> {
    return read(edgeCreated, await this.server.edge("POST", `/${collection}`, body)).data.id;
  }

  /** An identity that no integration made. */
  createIdentity(name: string, more: object = {}): Promise<string> {
    return this.create("identities", { name, type: "Default", isAdmin: false, ...more });
  }

  setMapping(to: Pick<Connection, "id">, mapping: object): Promise<Answer> {
    return this.server.api("PUT", `/scim/v1/integrations/${to.id}/mapping`, mapping);
  }

  async preview(to: Pick<Connection, "id">, mapping: object) {
    const path = `/scim/v1/integrations/${to.id}/mapping/preview`;
    return read(mappingPreview, await this.server.api("POST", path, mapping));
  }
}

/** The text of a SCIM 409 for a taken value. */
export function conflictDetail(answer: Answer): string {
  const { detail, scimType } = read(scimError, answer);
  expect({ status: answer.status, scimType }).toEqual({ status: 409, scimType: "uniqueness" });
  return detail;
}

/** An auth policy as the edge API takes it. */
export function policyBody(name: string, more: { extJwt?: object; updb?: object; secondary?: object } = {}) {
  return {
    name,
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt: { allowed: true, allowedSigners: [], ...more.extJwt },
      updb: {
        allowed: false,
        minPasswordLength: 8,
        requireSpecialChar: false,
        requireNumberChar: false,
        requireMixedCase: false,
        maxAttempts: 0,
        lockoutDurationMinutes: 0,
        ...more.updb,
      },
    },
    secondary: { requireTotp: false, requireExtJwtSigner: null, ...more.secondary },
  };
}

/** A JWT signer as the edge API takes it. */
export function signerBody(name: string, more: object = {}) {
  return {
    name,
    enabled: true,
    issuer: `https://issuer.example/${name}`,
    audience: "netfoundry",
    jwksEndpoint: "http://127.0.0.1:9/keys",
    ...more,
  };
}
