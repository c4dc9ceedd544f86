import { X509Certificate } from "node:crypto";
import {
  type Answer,
  edgeErrorBody,
  type Loopback,
  type LoopbackTls,
  type Received,
  startLoopback,
} from "./loopback";

export type Entity = { readonly id: string; readonly name: string } & Readonly<Record<string, unknown>>;
type Given = Readonly<Record<string, unknown>>;

export const USERNAME = "admin";
export const PASSWORD = "planted-controller-password-81c3";

const BASE = "/edge/management/v1/";
const CREATED = "2026-01-01T00:00:00.000Z";
/** Ids of a controller are short and may hold a dot or a dash. */
const IDS = ["aB3.x-9Qz", "kq0-1.Zt", "9dF.sP-o", "x-1y.2Zq", "Mm.3-4nn"];

/**
 * A plain OpenZiti controller with the traps of the real one. A create answers the id alone. PATCH of a
 * policy mangles it. Tags of a new signer are lost. Bodies of a success may be empty. And more.
 */
export class ZitiController {
  readonly policies = new Map<string, Entity>();
  readonly signers = new Map<string, Entity>();
  /** Identities by id, with the policy that each has. */
  readonly identities = new Map<string, Entity>();
  /** Sessions that are still good. */
  readonly sessions = new Set<string>();
  /** Called first. Null leaves the answer to the controller. */
  override: (request: Received) => Answer | null = () => null;
  /** Id of the administrator. A controller that is set up anew gives another one. */
  account = "X9Nh3rnN3";
  /** Whether a success without anything to say has no body at all. */
  emptyBodies = false;
  /** The 2.x line takes a claim as a JSON pointer and adds its slash; 1.6 takes the name. */
  line: "1.6" | "2.x" = "2.x";
  #loopback: Loopback | null = null;
  #made = 0;

  async start(tls?: LoopbackTls): Promise<void> {
    this.policies.set("default", { ...policy({ name: "Default" }), id: "default", name: "Default" });
    this.#loopback = await startLoopback((request) => this.override(request) ?? this.#answer(request), tls);
  }

  async stop(): Promise<void> {
    await this.#loopback?.stop();
  }

  get url(): string {
    return this.#loopback?.url ?? "";
  }

  get received(): readonly Received[] {
    return this.#loopback?.received ?? [];
  }

  /** `PUT auth-policies/…`, sign-in included. */
  get calls(): string[] {
    return this.received.map(({ method, url }) => `${method} ${url.slice(BASE.length).split("?")[0]}`);
  }

  /** Bodies sent with a method. */
  bodies(method: string, kind: string): Given[] {
    return this.received
      .filter((r) => r.method === method && r.url.startsWith(BASE + kind))
      .map(({ body }) => JSON.parse(body));
  }

  #answer(request: Received): Answer {
    const { method, url, body } = request;
    if (!url.startsWith(BASE)) {
      return { status: 404, headers: { "content-type": "text/plain" }, body: "404 page not found" };
    }
    const address = new URL(url, "http://controller");
    const [kind = "", id] = address.pathname.slice(BASE.length).split("/").map(decodeURIComponent);
    const given: Given = body === "" ? {} : JSON.parse(body);
    if (kind === "authenticate")
      return this.#authenticate(request, given, address.searchParams.get("method"));
    if (!this.sessions.has(request.headers["zt-session"] ?? "")) return unauthorized();
    const entities = { "auth-policies": this.policies, "external-jwt-signers": this.signers }[kind];
    if (kind === "identities" && method === "GET") return list([...this.identities.values()], address);
    if (entities === undefined) return notFound("no such call");
    if (id === undefined) {
      return method === "POST" ? this.#create(kind, entities, given) : list([...entities.values()], address);
    }
    const entity = entities.get(id);
    if (entity === undefined) return notFound(`${NOUNS[kind]} with id ${id} not found`);
    if (method === "GET") return { body: { data: entity, meta: META } };
    return method === "DELETE"
      ? this.#delete(entities, entity)
      : this.#change(method, kind, entities, entity, given);
  }

  #authenticate({ hasCertificate }: Received, given: Given, method: string | null): Answer {
    if (method === "cert") {
      if (!hasCertificate) return unauthorized();
    } else {
      if (method !== "password") return error(400, "INVALID_AUTH_METHOD", "unsupported method");
      if (String(given.password).length < 5)
        return invalid("password", "should be at least 5 chars long", "…");
      if (given.username !== USERNAME || given.password !== PASSWORD) return unauthorized();
    }
    const token = `session-${++this.#made}`;
    this.sessions.add(token);
    const expiry = { expiresAt: "2026-01-01T00:30:00.000Z", expirationSeconds: 1800 };
    return {
      body: {
        data: { id: "s", token, identityId: this.account, authQueries: [], isMfaRequired: false, ...expiry },
        meta: META,
      },
    };
  }

  #create(kind: string, entities: Map<string, Entity>, given: Given): Answer {
    const refusal = this.#refusal(kind, given);
    if (refusal !== null) return refusal;
    if (isTaken(entities, "name", given.name, null))
      return invalid("name", "name must be unique", given.name);
    if (isTaken(entities, "issuer", given.issuer, null)) {
      return invalid("issuer", duplicateIssuer(given), given.issuer);
    }
    const number = this.#made++;
    const id = (IDS[number % IDS.length] ?? "id") + number;
    // The mapper of a create passes the tags of a policy on, but none of a signer.
    const tags = kind === "external-jwt-signers" ? {} : given.tags;
    entities.set(id, this.#stored(kind, { ...given, tags }, id));
    return { status: 201, body: { data: { id }, meta: {} } };
  }

  #change(method: string, kind: string, entities: Map<string, Entity>, entity: Entity, given: Given): Answer {
    const patched = method === "PATCH" ? mangled(merged(entity, given)) : given;
    const refusal = this.#refusal(kind, patched);
    if (refusal !== null) return refusal;
    // A name that is taken is answered with success, and nothing of the request is applied.
    if (isTaken(entities, "name", patched.name, entity.id)) return this.#done();
    // Only the handler of a create turns a broken index into a 400.
    if (isTaken(entities, "issuer", patched.issuer, entity.id)) return unhandled(duplicateIssuer(patched));
    entities.set(entity.id, this.#stored(kind, patched, entity.id));
    return this.#done();
  }

  #delete(entities: Map<string, Entity>, { id }: Entity): Answer {
    const users = [...this.identities.values(), ...this.policies.values()].filter((user) => user.id !== id);
    const used = users.filter((user) => JSON.stringify(user).includes(`"${id}"`)).map((user) => user.id);
    if (used.length > 0 || id === "default") {
      const message = "the entity cannot be deleted because it is referenced by another entity, see cause";
      const isPolicy = entities === this.policies;
      return error(409, "CAN_NOT_DELETE_REFERENCED_ENTITY", message, {
        field: isPolicy ? "authPolicyId" : "primary.extJwt.allowedSigners",
        reason: `entity type ${isPolicy ? "authPolicy" : "externalJwtSigners"} referenced by: [${used}]`,
        value: `[${used}]`,
      });
    }
    entities.delete(id);
    return this.#done();
  }

  #done(): Answer {
    return this.emptyBodies ? {} : { body: { data: {}, meta: META } };
  }

  #refusal(kind: string, given: Given): Answer | null {
    return kind === "auth-policies" ? this.#policyRefusal(given) : signerRefusal(given);
  }

  #policyRefusal(given: Given): Answer | null {
    const { primary, secondary } = given as { primary?: Primary; secondary?: Secondary };
    if (primary === undefined) return invalid("primary", "primary in body is required", "<nil>");
    const named = [...(primary.extJwt.allowedSigners ?? []), secondary?.requireExtJwtSigner ?? null];
    const missing = named.find((id) => id !== null && !this.signers.has(id));
    if (missing === undefined) return null;
    const field = "primary.extJwt.allowedExtJwtSigners[0]";
    return error(404, "NOT_FOUND", GONE, { field, reason: "not found", value: missing });
  }

  #stored(kind: string, given: Given, id: string): Entity {
    const whole = kind === "auth-policies" ? policy(given) : this.#signer(given);
    return { ...whole, id, name: String(given.name), _links: { self: { href: `./${kind}/${id}` } } };
  }

  #signer(given: Given) {
    const claim = String(given.claimsProperty ?? "sub");
    const { fingerprint, ...dates } = certificateFacts(given.certPem);
    return {
      ...BLANK_SIGNER,
      ...given,
      ...dates,
      claimsProperty: this.line === "2.x" ? `/${claim.replace(/^\//, "")}` : claim,
      // An empty string is stored as it is, and then no token fits.
      kid: given.kid ?? fingerprint,
      fingerprint,
      externalAuthUrl: given.externalAuthUrl || null,
      targetToken: given.targetToken ?? "ACCESS",
      tags: given.tags ?? {},
      // Fields of the 2.x line that nothing here knows.
      enrollToCertEnabled: false,
      enrollNameClaimsSelector: "/sub",
    };
  }
}

/** Why a signer is refused. A certificate is looked at before anything else. */
function signerRefusal(given: Given): Answer | null {
  const { certPem, jwksEndpoint, targetToken } = given;
  if (certPem && !String(certPem).includes("-----BEGIN CERTIFICATE-----")) {
    return error(400, "INVALID_CERT_PEM", "the supplied certificate PEM is either invalid or …");
  }
  if (given.audience === undefined) return invalid("audience", "audience in body is required", "<nil>");
  if (jwksEndpoint && !URL.canParse(String(jwksEndpoint))) {
    return invalid("jwksEndpoint", "jwksEndpoint in body must be of type uri", jwksEndpoint);
  }
  if (targetToken !== undefined && targetToken !== "ACCESS" && targetToken !== "ID") {
    return invalid("targetToken", "targetToken in body should be one of [ACCESS ID]", targetToken);
  }
  if (given.issuer === "") {
    return unhandled("index on externalJwtSigners.issuer does not allow null or empty values");
  }
  if (certPem || jwksEndpoint) return null;
  const message = "the value '<nil>' for 'certPem' is invalid: jwksEndpoint or certPem is required";
  const code = "REFERENCED_ENTITY_NOT_FOUND";
  return error(400, code, code, { code: "UNHANDLED", message });
}

function isTaken(entities: Map<string, Entity>, field: string, value: unknown, own: string | null): boolean {
  if (value === undefined) return false;
  return [...entities.values()].some((entity) => entity.id !== own && entity[field] === value);
}

function duplicateIssuer({ issuer }: Given): string {
  return `duplicate value '${issuer}' in unique index on externalJwtSigners store`;
}

/** A PATCH, merged into what is stored at every depth. */
function merged(stored: Given, given: Given): Given {
  const entries = Object.entries(given).map(([name, value]) => {
    const before = stored[name];
    return [name, isGiven(before) && isGiven(value) ? merged(before, value) : value];
  });
  return { ...stored, ...Object.fromEntries(entries) };
}

function isGiven(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Primary {
  readonly extJwt: { readonly allowedSigners?: readonly string[] | null };
  readonly updb: Given;
}
interface Secondary {
  readonly requireExtJwtSigner?: string | null;
}

const NOUNS: Readonly<Record<string, string>> = {
  "auth-policies": "authPolicy",
  "external-jwt-signers": "externalJwtSigner",
};
const GONE = "The resource requested was not found or is no longer available";

const META = { apiVersion: "0.0.1", apiEnrollmentVersion: "0.0.1" };

const BLANK_SIGNER = {
  enabled: true,
  jwksEndpoint: null,
  certPem: null,
  useExternalId: false,
  clientId: null,
  scopes: null,
  commonName: "",
  createdAt: CREATED,
  updatedAt: CREATED,
};

/** What the controller reads from a certificate. Without one, the dates are the zero value of Go's times. */
function certificateFacts(pem: unknown) {
  const zero = "0001-01-01T00:00:00.000Z";
  if (!pem) return { fingerprint: null, notBefore: zero, notAfter: zero };
  const { fingerprint, validFrom, validTo } = new X509Certificate(String(pem));
  return {
    fingerprint: fingerprint.replaceAll(":", "").toLowerCase(),
    notBefore: new Date(validFrom).toISOString(),
    notAfter: new Date(validTo).toISOString(),
  };
}

/** A policy as the controller stores it: a low minimum length is raised, no signers become null. */
function policy(given: Given) {
  const { primary, secondary } = given as { primary?: Primary; secondary?: Secondary };
  const updb = { ...BLANK_UPDB, ...primary?.updb };
  const signers = primary?.extJwt.allowedSigners ?? [];
  // Absent without one.
  const secondSigner = secondary?.requireExtJwtSigner ?? undefined;
  return {
    primary: {
      cert: { allowed: true, allowExpiredCerts: true },
      ...primary,
      extJwt: { allowed: true, ...primary?.extJwt, allowedSigners: signers.length === 0 ? null : signers },
      updb: { ...updb, minPasswordLength: Math.max(5, updb.minPasswordLength) },
    },
    secondary: { requireTotp: false, ...secondary, requireExtJwtSigner: secondSigner },
    tags: given.tags ?? {},
    createdAt: CREATED,
    updatedAt: CREATED,
  };
}

const BLANK_UPDB = {
  allowed: true,
  minPasswordLength: 5,
  requireSpecialChar: false,
  requireNumberChar: false,
  requireMixedCase: false,
  maxAttempts: 0,
  lockoutDurationMinutes: 0,
};

/** What the mapper of PATCH makes of a policy: it forgets one setting and copies another into a third. */
function mangled(given: Given): Given {
  const { primary } = given as { primary?: Primary };
  if (primary === undefined) return given;
  const { requireMixedCase } = primary.updb;
  const updb = { ...primary.updb, minPasswordLength: 0, requireNumberChar: requireMixedCase };
  return { ...given, primary: { ...primary, updb } };
}

function list(all: readonly Entity[], { searchParams }: URL): Answer {
  const filter = searchParams.get("filter") ?? "true";
  const term = /^(id|name|issuer|authPolicyId) = "((?:[^"\\]|\\.)*)"( and externalId = null)?$/.exec(filter);
  if (term === null && filter !== "true") return error(400, "INVALID_FILTER", `cannot parse ${filter}`);
  const [, field = "", quoted = "", without] = term ?? [];
  const named = term === null ? all : all.filter((one) => one[field] === quoted.replace(/\\(.)/g, "$1"));
  const found = named.filter(({ externalId }) => without === undefined || externalId === null);
  const limit = Math.min(Number(searchParams.get("limit") ?? 10), 500);
  const offset = Number(searchParams.get("offset") ?? 0);
  const sorted = [...found].sort((one, other) => (one.id < other.id ? -1 : 1));
  const pagination = { limit, offset, totalCount: found.length };
  const data = sorted.slice(offset, offset + limit);
  return { body: { data, meta: { pagination, filterableFields: ["id", "name"] } } };
}

function unauthorized(): Answer {
  const headers = { "www-authenticate": 'zt-session realm="zt-session"' };
  const cause = { code: "UNHANDLED", message: "unauthenticated for invalid credentials" };
  return { ...error(401, "UNAUTHORIZED", "The request could not be completed", cause), headers };
}

function notFound(message: string): Answer {
  return error(404, "NOT_FOUND", GONE, { code: "UNHANDLED", message });
}

function unhandled(message: string): Answer {
  return error(500, "UNHANDLED", "An unhandled error occurred", { code: "UNHANDLED", message });
}

function invalid(field: string, reason: string, value: unknown): Answer {
  return error(400, "COULD_NOT_VALIDATE", "The supplied request contains an invalid document", {
    field,
    reason,
    value,
  });
}

function error(status: number, code: string, message: string, cause: unknown = null): Answer {
  return { status, body: edgeErrorBody(code, message, cause) };
}

/** The provider block that leads to the controller. */
export function zitiBlock(controller: ZitiController) {
  return {
    ziti: { controller_url: controller.url, username: USERNAME, password: PASSWORD },
    max_retries: 2,
  };
}
