import type { Integration } from "../../../src/contract/gateway/integration";
import type { JwtCheck } from "../../../src/contract/gateway/jwt-check";
import type { Mapping, MappingPreview } from "../../../src/contract/gateway/mapping";
import type { TokenMetadata } from "../../../src/contract/gateway/token";
import { ACCEPTED } from "./jwt-check-body";
import {
  type Answer,
  edgeErrorBody,
  edgePage,
  gatewayErrorBody,
  integrationBody,
  type Loopback,
  NETWORK_ID,
  policyBody,
  type Received,
  sessionAnswer,
  signerBody,
  startLoopback,
  TOKEN_ANSWER,
} from "./loopback";

type EdgeEntity = { readonly id: string; readonly name: string } & Readonly<Record<string, unknown>>;
type Override = (request: Received) => Answer | null;

const HOUR_MS = 3_600_000;

/** The part of the management API that the resources call, in memory. `override` changes its answers. */
export class FakeApi {
  readonly integrations = new Map<string, Integration>();
  readonly tokens = new Map<string, TokenMetadata[]>();
  readonly policies = new Map<string, EdgeEntity>();
  readonly signers = new Map<string, EdgeEntity>();
  preview: Partial<MappingPreview> = {};
  /** What the network says of overlaps, in seconds. Null: nothing. */
  offeredOverlap: number | null = null;
  /** How many identities a filter finds. */
  identityCount: (filter: string) => number = () => 0;
  /** What the sign-in check answers. Null: the API has no such call. */
  signInCheck: JwtCheck | null = ACCEPTED;
  /** The life that a token gets, in seconds, whatever is asked for. Null grants what is asked for. */
  grantedSeconds: number | null = null;
  /** Called first. Null leaves the answer to the API. */
  override: Override = () => null;
  #loopback: Loopback | null = null;
  #made = 0;
  readonly #mintedByKey = new Map<string, string>();

  async start(): Promise<void> {
    this.#loopback = await startLoopback((request) => this.override(request) ?? this.#answer(request));
  }

  async stop(): Promise<void> {
    await this.#loopback?.stop();
  }

  get url(): string {
    return this.#loopback?.url ?? "";
  }

  /** Every request, sign-ins included. */
  get received(): readonly Received[] {
    return this.#loopback?.received ?? [];
  }

  /** `PUT /scim/v1/integrations/…/mapping`, without the calls that sign in. */
  get calls(): string[] {
    return this.received
      .filter(({ url }) => url !== "/oauth2/token" && !url.endsWith("/exchange"))
      .map(({ method, url }) => `${method} ${url.split("?")[0]}`);
  }

  /** The Idempotency-Key of each mint, in order. */
  get idempotencyKeys(): (string | undefined)[] {
    return this.received
      .filter((r) => r.method === "POST" && r.url.endsWith("/tokens"))
      .map((r) => r.headers["idempotency-key"]);
  }

  /** Bodies sent with a method to a path that ends so. */
  bodies(method: string, pathEnd: string): unknown[] {
    return this.received
      .filter((r) => r.method === method && r.url.endsWith(pathEnd))
      .map(({ body }) => JSON.parse(body));
  }

  addIntegration(name: string, changes: Partial<Integration> = {}): Integration {
    const id = `0b7c1f2e-64cf-4d26-8a19-${String(++this.#made).padStart(12, "0")}`;
    const integration = integrationBody({ id, name, ...changes }) as Integration;
    this.integrations.set(id, integration);
    this.tokens.set(id, []);
    return integration;
  }

  /** The other tokens of the integration end, as they do with NetFoundry, or stay for an overlap. */
  addToken(
    integrationId: string,
    lifetimeSeconds: number | null = 3600,
    state: TokenMetadata["state"] = "live",
    overlapSeconds = 0,
  ) {
    const now = Date.now();
    const ended = { state: "superseded", overlapEndsAt: null } as const;
    const overlapEndsAt = new Date(now + overlapSeconds * 1000).toISOString();
    const older = (this.tokens.get(integrationId) ?? []).map((token) => {
      if (state !== "live") return token;
      if (token.state === "overlapping") return { ...token, ...ended };
      if (token.state !== "live") return token;
      return overlapSeconds === 0
        ? { ...token, ...ended }
        : { ...token, state: "overlapping" as const, overlapEndsAt };
    });
    const token: TokenMetadata = {
      id: `token-${++this.#made}`,
      description: null,
      createdAt: new Date(now).toISOString(),
      expiresAt: lifetimeSeconds === null ? null : new Date(now + lifetimeSeconds * 1000).toISOString(),
      lastUsedAt: null,
      state,
    };
    this.tokens.set(integrationId, [token, ...older]);
    return token;
  }

  /** Sets how long the API lets a replaced token stay valid. */
  offerOverlap(integrationId: string, maxTokenOverlapSeconds: number): void {
    const integration = this.integrations.get(integrationId);
    if (integration) this.integrations.set(integrationId, { ...integration, maxTokenOverlapSeconds });
  }

  changeToken(integrationId: string, tokenId: string, changes: Partial<TokenMetadata>): void {
    const tokens = this.tokens.get(integrationId) ?? [];
    this.tokens.set(
      integrationId,
      tokens.map((token) => (token.id === tokenId ? { ...token, ...changes } : token)),
    );
  }

  #answer(request: Received): Answer {
    const { method, url, body } = request;
    const address = new URL(url, this.url);
    if (address.pathname === "/oauth2/token") return TOKEN_ANSWER;
    if (address.pathname.endsWith("/exchange")) {
      return {
        body: {
          ...(sessionAnswer(this.url).body as object),
          expiresAt: new Date(Date.now() + HOUR_MS).toISOString(),
        },
      };
    }
    const [, family, , kind, id, part, partId] = address.pathname.split("/");
    const given = body === "" ? {} : JSON.parse(body);
    if (family === "core") {
      const network = {
        id: NETWORK_ID,
        name: "prod",
        status: "PROVISIONED",
        ...(this.offeredOverlap !== null && { maxTokenOverlapSeconds: this.offeredOverlap }),
      };
      if (part === "jwt-checks") return this.signInCheck === null ? notFound() : { body: this.signInCheck };
      if (id !== undefined) return id === NETWORK_ID ? { body: network } : notFound();
      const networkList = [network];
      return {
        body: { _embedded: { networkList }, page: { number: 0, size: 1, totalElements: 1, totalPages: 1 } },
      };
    }
    if (family === "edge") return this.#edge(method, address.pathname.split("/").slice(4), given, address);
    if (kind !== "integrations") return notFound();
    if (id === undefined) return this.#integrationList(method, given, address);
    const integration = this.integrations.get(id);
    if (integration === undefined) return notFound();
    if (part === "mapping") return this.#mapping(method, integration, given, partId);
    if (part === "tokens") return this.#token(request, id, given, partId);
    if (method === "DELETE") {
      this.integrations.delete(id);
      return { status: 204 };
    }
    if (method === "PATCH")
      this.integrations.set(id, { ...integration, ...given, updatedAt: new Date().toISOString() });
    return { body: this.integrations.get(id) };
  }

  #integrationList(
    method: string,
    given: Pick<Integration, "name" | "adoptIdentities">,
    address: URL,
  ): Answer {
    const all = [...this.integrations.values()];
    if (method === "GET") {
      const name = address.searchParams.get("name");
      const matching = all.filter((one) => name === null || one.name === name);
      const number = Number(address.searchParams.get("page") ?? 0);
      const size = Number(address.searchParams.get("size") ?? 20);
      const integrationList = matching.slice(number * size, (number + 1) * size).map((one) => ({
        ...one,
        currentTokens: this.tokens
          .get(one.id)
          ?.filter(({ state }) => state === "live" || state === "expired" || state === "overlapping"),
      }));
      const totalPages = Math.ceil(matching.length / size);
      const page = { number, size, totalElements: matching.length, totalPages };
      return { body: { _embedded: { integrationList }, page } };
    }
    if (all.some(({ name }) => name === given.name)) {
      return { status: 409, body: gatewayErrorBody(409, "CONFLICT", ["the name is taken"]) };
    }
    return { status: 201, body: this.addIntegration(given.name, { adoptIdentities: given.adoptIdentities }) };
  }

  #mapping(method: string, integration: Integration, given: Mapping, part: string | undefined): Answer {
    if (part === "preview") {
      const counts = {
        identities: 0,
        unchanged: 0,
        renamed: 0,
        rekeyed: 0,
        externalIdLost: 0,
        policyChanged: 0,
        conflicts: 0,
      };
      return { body: { ...counts, samples: [], ...this.preview } };
    }
    if (method === "PUT") this.integrations.set(integration.id, { ...integration, mapping: given });
    return { body: this.integrations.get(integration.id)?.mapping };
  }

  #token(
    { method, headers }: Received,
    integrationId: string,
    given: Pick<TokenMetadata, "description" | "tag"> & {
      readonly lifetimeSeconds: number | null;
      readonly overlapSeconds?: number;
    },
    tokenId: string | undefined,
  ): Answer {
    if (method === "GET") return { body: { tokens: this.tokens.get(integrationId) } };
    if (method === "DELETE") {
      this.changeToken(integrationId, String(tokenId), { state: "revoked" });
      return { status: 204 };
    }
    const key = `${integrationId} ${headers["idempotency-key"]}`;
    const first = this.tokens.get(integrationId)?.find(({ id }) => id === this.#mintedByKey.get(key));
    if (headers["idempotency-key"] !== undefined && first?.state === "live") {
      const replayed = { "idempotency-replayed": "true" };
      return { status: 201, headers: replayed, body: { ...first, token: `secret of ${first.id}` } };
    }
    const { lifetimeSeconds, description, tag = null } = given;
    const granted = this.grantedSeconds ?? lifetimeSeconds;
    const added = this.addToken(integrationId, granted, "live", given.overlapSeconds);
    const minted = { ...added, description, tag };
    this.changeToken(integrationId, minted.id, minted);
    this.#mintedByKey.set(key, minted.id);
    return { status: 201, body: { ...minted, token: `secret of ${minted.id}` } };
  }

  #edge(method: string, [kind, id]: string[], given: Record<string, unknown>, address: URL): Answer {
    if (kind === "identities") {
      return { body: edgePage([], this.identityCount(address.searchParams.get("filter") ?? "")) };
    }
    const entities = kind === "auth-policies" ? this.policies : this.signers;
    if (id === undefined && method === "GET") {
      const name = /^name = "(.*)"$/.exec(address.searchParams.get("filter") ?? "")?.[1];
      const found = [...entities.values()].filter((one) => name === undefined || one.name === name);
      return { body: edgePage(found, found.length) };
    }
    if (method === "POST") {
      if ([...entities.values()].some(({ name }) => name === given.name)) {
        const cause = { field: "name", reason: `duplicate value '${given.name}' in unique index` };
        return {
          status: 400,
          body: edgeErrorBody("COULD_NOT_VALIDATE", "The supplied request is invalid", cause),
        };
      }
      const made = `entity-${++this.#made}`;
      const blank = kind === "auth-policies" ? policyBody() : signerBody({ jwksEndpoint: null });
      entities.set(made, { ...blank, ...given, name: String(given.name), id: made });
      return { status: 201, body: { data: { id: made }, meta: {} } };
    }
    const entity = entities.get(String(id));
    if (entity === undefined) return { status: 404, body: edgeErrorBody("NOT_FOUND", "not found") };
    if (method === "DELETE") entities.delete(entity.id);
    if (method === "PUT") entities.set(entity.id, { ...entity, ...given });
    return method === "GET" ? { body: { data: entity, meta: {} } } : {};
  }
}

function notFound(): Answer {
  return { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["there is no such thing"]) };
}

/** The provider block that leads to the API. */
export function blockFor(api: FakeApi) {
  return {
    api_url: api.url,
    client_id: "account",
    client_secret: "s3cret",
    network_id: NETWORK_ID,
    max_retries: 0,
  };
}
