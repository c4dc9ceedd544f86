import { type Answer, type Loopback, type LoopbackTls, type Received, startLoopback } from "./loopback";
import {
  type Entity,
  error,
  found,
  type Given,
  inUse,
  invalid,
  invalidAuth,
  isGiven,
  isTaken,
  META,
  made,
  notFound,
  unauthorized,
  unhandled,
  unreadable,
} from "./ziti/answers";
import { mangled, policy, policyRefusal } from "./ziti/auth-policies";
import { defaultAdmin } from "./ziti/identities";
import { IdentityCalls } from "./ziti/identity-calls";
import { duplicateIssuer, signer, signerRefusal } from "./ziti/jwt-signers";
import { list } from "./ziti/lists";
import { signInWithJwt } from "./ziti/sign-in";

export type { Entity } from "./ziti/answers";

export const USERNAME = "admin";
export const PASSWORD = "planted-controller-password-81c3";

const BASE = "/edge/management/v1/";
/** What people sign in at. */
const CLIENT_BASE = "/edge/client/v1/";
/** Ids of a controller are short and may hold a dot or a dash. */
const IDS = ["aB3.x-9Qz", "kq0-1.Zt", "9dF.sP-o", "x-1y.2Zq", "Mm.3-4nn"];

/** What a controller has stored. */
interface Stored {
  readonly policies: ReadonlyMap<string, Entity>;
  readonly signers: ReadonlyMap<string, Entity>;
  readonly identities: ReadonlyMap<string, Entity>;
}

/**
 * A plain OpenZiti controller with the traps of the real one: recorded exchanges hold it to what that
 * answered. A rename to a taken name is a success that changes nothing. PATCH of a policy mangles it. Tags of
 * a new signer are lost. And more. It has switches for bad days.
 */
export class ZitiController implements Stored {
  readonly policies = new Map<string, Entity>();
  readonly signers = new Map<string, Entity>();
  /** Identities by id, with the policy that each has. */
  readonly identities = new Map<string, Entity>();
  /** Management sessions that are still good. */
  readonly sessions = new Set<string>();
  /** Sessions of people, by token, with the id of the identity that each signed in as. */
  readonly people = new Map<string, string>();
  /** Called first. Null leaves the answer to the controller. */
  override: (request: Received) => Answer | null = () => null;
  /** Id of the administrator. A controller that is set up anew gives another one. */
  account = "X9Nh3rnN3";
  /** Whether the account is an administrator. Another one signs in, and gets a 401 on each call. */
  isAdmin = true;
  /** Whether a success without anything to say has no body at all. */
  emptyBodies = false;
  /** The 2.x line takes a claim as a JSON pointer and adds its slash; 1.6 takes the name. */
  line: "1.6" | "2.x" = "2.x";
  version = "v0.0.0";
  /** So many of the next writes are refused with 429 and no Retry-After, as by a controller with too many. */
  busyAnswers = 0;
  /** So many of the next writes act, and their answer is lost. */
  lostAnswers = 0;
  readonly #identityCalls = new IdentityCalls(this, () => this.#newId());
  readonly #received: Received[] = [];
  #loopback: Loopback | null = null;
  #tls: LoopbackTls | undefined;
  #address = { url: "", port: 0 };
  #made = 0;

  async start(tls?: LoopbackTls): Promise<void> {
    this.#tls = tls;
    this.policies.set("default", { ...policy({ name: "Default" }), id: "default", name: "Default" });
    await this.comeUp();
  }

  async stop(): Promise<void> {
    await this.#loopback?.stop();
    this.#loopback = null;
  }

  /** Starts again at the same address, with what was stored. @param tls a renewed certificate. */
  async comeUp(tls: LoopbackTls | undefined = this.#tls): Promise<void> {
    const route = async (request: Received) => {
      this.#received.push(request);
      return this.override(request) ?? asBrotli(request, await this.#onThisDay(request));
    };
    const { port } = this.#address;
    this.#loopback = await startLoopback(route, tls, port);
    this.#address = { url: this.#loopback.url, port: this.#loopback.port };
  }

  /** The identity that a controller is set up with. */
  addDefaultAdmin(): void {
    this.identities.set(this.account, defaultAdmin(this.account));
  }

  /** A backup of what is stored. Sessions are kept elsewhere here. */
  backup(): Stored {
    return {
      policies: new Map(this.policies),
      signers: new Map(this.signers),
      identities: new Map(this.identities),
    };
  }

  restore(backup: Stored): void {
    for (const kind of ["policies", "signers", "identities"] as const) {
      this[kind].clear();
      for (const [id, entity] of backup[kind]) this[kind].set(id, entity);
    }
  }

  get url(): string {
    return this.#address.url;
  }

  get received(): readonly Received[] {
    return this.#received;
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

  async #onThisDay(request: Received): Promise<Answer> {
    const isWrite = request.method !== "GET" && !request.url.includes("/authenticate?");
    if (!isWrite) return this.#answer(request);
    if (this.busyAnswers > 0) {
      this.busyAnswers -= 1;
      return error(429, "SERVER_TOO_MANY_REQUESTS", "too many requests to alter state, retry later");
    }
    const answer = await this.#answer(request);
    if (this.lostAnswers === 0) return answer;
    this.lostAnswers -= 1;
    return { hangUp: true };
  }

  async #answer(request: Received): Promise<Answer> {
    const { method, url, body } = request;
    if (url.startsWith(CLIENT_BASE)) return this.#person(request);
    if (!url.startsWith(BASE)) {
      return { status: 404, headers: { "content-type": "text/plain" }, body: "404 page not found" };
    }
    const address = new URL(url, "http://controller");
    const [kind = "", id, action] = address.pathname.slice(BASE.length).split("/").map(decodeURIComponent);
    if (kind === "version") return found({ version: this.version, apiVersions: {} });
    const given = parsed(body);
    if (kind === "authenticate") {
      return this.#authenticate(request, given ?? {}, address.searchParams.get("method"));
    }
    const session = request.headers["zt-session"] ?? "";
    if (!this.sessions.has(session) || !this.isAdmin) return unauthorized();
    if (kind === "current-api-session") return found(this.#session(session, this.account));
    if (kind === "current-identity")
      return found(this.identities.get(this.account) ?? defaultAdmin(this.account));
    const entities = this.#kinds[kind];
    if (entities === undefined) return notFound("no such call");
    if (given === null) return unreadable(NOUNS[kind] ?? kind, "unexpected EOF");
    if (id === undefined && method === "GET") return list(kind, [...entities.values()], address);
    if (kind === "identities")
      return this.#identityCalls.answer({ method, id, action, given, hasBody: body !== "" });
    if (id === undefined) return this.#create(kind, entities, given);
    const entity = entities.get(id);
    if (entity === undefined) return notFound(`${NOUNS[kind]} with id ${id} not found`);
    if (method === "GET") return found(entity);
    return method === "DELETE"
      ? this.#delete(entities, entity)
      : this.#change(method, kind, entities, entity, given);
  }

  get #kinds(): Readonly<Record<string, Map<string, Entity>>> {
    return {
      "auth-policies": this.policies,
      "external-jwt-signers": this.signers,
      identities: this.identities,
    };
  }

  #authenticate({ hasCertificate }: Received, given: Given, method: string | null): Answer {
    if (method === "cert") {
      if (!hasCertificate) return unauthorized();
    } else {
      if (method !== "password") return error(400, "INVALID_AUTH_METHOD", "unsupported method");
      if (String(given.password).length < 5) {
        return invalid("password", "password in body should be at least 5 chars long", given.password);
      }
      if (given.username !== USERNAME || given.password !== PASSWORD) return invalidAuth();
    }
    const token = `session-${++this.#made}`;
    this.sessions.add(token);
    return found(this.#session(token, this.account));
  }

  #session(token: string, identityId: string, queries: readonly string[] = []) {
    const expiry = { expiresAt: "2026-01-01T00:30:00.000Z", expirationSeconds: 1800 };
    const authQueries = queries.map((typeId) => ({ typeId }));
    return {
      id: "s",
      token,
      tags: {},
      identityId,
      authQueries,
      isMfaRequired: queries.length > 0,
      ...expiry,
    };
  }

  /** A call of the API that people use. */
  async #person({ url, headers }: Received): Promise<Answer> {
    if (url === `${CLIENT_BASE}authenticate?method=ext-jwt`) {
      const given = (headers.authorization ?? "").replace(/^Bearer /, "");
      const accepted = await signInWithJwt(given, this);
      if (accepted === null) return invalidAuth();
      const token = `person-${++this.#made}`;
      this.people.set(token, accepted.identityId);
      return found(this.#session(token, accepted.identityId, accepted.queries));
    }
    const token = headers["zt-session"] ?? "";
    const id = this.people.get(token);
    return id === undefined ? unauthorized() : found(this.#session(token, id));
  }

  #create(kind: string, entities: Map<string, Entity>, given: Given): Answer {
    const refusal = this.#refusal(kind, given);
    if (refusal !== null) return refusal;
    if (isTaken(entities, "name", given.name, null))
      return invalid("name", "name must be unique", given.name);
    if (isTaken(entities, "issuer", given.issuer, null)) {
      return invalid("issuer", duplicateIssuer(given), given.issuer);
    }
    const id = this.#newId();
    // The mapper of a create passes the tags of a policy on, but none of a signer.
    const tags = kind === "external-jwt-signers" ? {} : given.tags;
    entities.set(id, this.#stored(kind, { ...given, tags }, id));
    return made(id);
  }

  #newId(): string {
    const number = this.#made++;
    return (IDS[number % IDS.length] ?? "id") + number;
  }

  #change(method: string, kind: string, entities: Map<string, Entity>, entity: Entity, given: Given): Answer {
    const patched = method === "PATCH" ? mangled(merged(entity, given)) : given;
    const refusal = this.#refusal(kind, patched);
    if (refusal !== null) return refusal;
    // A name that is taken is answered with success, and nothing of the request is applied.
    if (isTaken(entities, "name", patched.name, entity.id)) return this.done();
    // Only the handler of a create turns a broken index into a 400.
    if (isTaken(entities, "issuer", patched.issuer, entity.id)) return unhandled(duplicateIssuer(patched));
    entities.set(entity.id, this.#stored(kind, patched, entity.id));
    return this.done();
  }

  #delete(entities: Map<string, Entity>, { id }: Entity): Answer {
    const users = [...this.identities.values(), ...this.policies.values()].filter((user) => user.id !== id);
    const used = users.filter((user) => JSON.stringify(user).includes(`"${id}"`)).map((user) => user.id);
    if (used.length > 0 || id === "default") {
      return entities === this.policies
        ? inUse("authPolicyId", "authPolicy", used)
        : inUse("primary.extJwt.allowedSigners", "externalJwtSigners", used);
    }
    entities.delete(id);
    return this.done();
  }

  /** A success without anything to say. */
  done(): Answer {
    return this.emptyBodies ? {} : { body: { data: {}, meta: META } };
  }

  #refusal(kind: string, given: Given): Answer | null {
    return kind === "auth-policies" ? policyRefusal(given, this.signers) : signerRefusal(given);
  }

  #stored(kind: string, given: Given, id: string): Entity {
    const whole = kind === "auth-policies" ? policy(given) : signer(given, this.line);
    return { ...whole, id, name: String(given.name), _links: { self: { href: `./${kind}/${id}` } } };
  }
}

/** A controller answers with 200 whatever prefers Brotli, errors included. */
function asBrotli({ headers }: Received, answer: Answer): Answer {
  return /^\s*br\b/.test(headers["accept-encoding"] ?? "") ? { ...answer, status: 200 } : answer;
}

/** The body of a request; empty without one, null when it is no JSON. */
function parsed(body: string): Given | null {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** A PATCH, merged into what is stored at every depth. */
function merged(stored: Given, given: Given): Given {
  const entries = Object.entries(given).map(([name, value]) => {
    const before = stored[name];
    return [name, isGiven(before) && isGiven(value) ? merged(before, value) : value];
  });
  return { ...stored, ...Object.fromEntries(entries) };
}

const NOUNS: Readonly<Record<string, string>> = {
  "auth-policies": "authPolicy",
  "external-jwt-signers": "externalJwtSigner",
  identities: "identity",
};

/** The provider block that leads to the controller. */
export function zitiBlock(controller: ZitiController) {
  return {
    ziti: { controller_url: controller.url, username: USERNAME, password: PASSWORD },
    max_retries: 2,
  };
}
