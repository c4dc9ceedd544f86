import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { type Client, createClient } from "../../../src/client/client";
import type { ClientSettings, Clock } from "../../../src/client/settings";

export interface Received {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Whether a client certificate came along that the server trusts. */
  readonly hasCertificate: boolean;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Close the connection instead of answering. */
  readonly hangUp?: boolean;
  /** Never answer. */
  readonly silent?: boolean;
  /** Announce the whole body, send half of it, then close the connection. */
  readonly cut?: boolean;
}

export type Route = (request: Received) => Answer | Promise<Answer>;

/** The TLS of a server: its key, and its certificate for "localhost". */
export interface LoopbackTls {
  readonly key: string;
  readonly cert: string;
  /** Ask for a client certificate, and trust this one. */
  readonly clientCert?: string;
  /** Close the connection of a client without that certificate. */
  readonly needsClientCert?: boolean;
}

function tlsOptions({ key, cert, clientCert, needsClientCert = false }: LoopbackTls) {
  if (clientCert === undefined) return { key, cert };
  return { key, cert, ca: clientCert, requestCert: true, rejectUnauthorized: needsClientCert };
}

/**
 * Starts an HTTP server. `received` holds every request.
 * @param tls without it there is no TLS.
 * @param at the port; a free one when absent.
 */
export async function startLoopback(route: Route, tls?: LoopbackTls, at = 0) {
  const received: Received[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    response.on("close", () => {
      inFlight -= 1;
    });
    void readBody(request).then(async (body) => {
      const headers = request.headers as Record<string, string | undefined>;
      const hasCertificate = (request.socket as Partial<TLSSocket>).authorized === true;
      const { method = "", url = "" } = request;
      const incoming = { method, url, headers, body, hasCertificate };
      received.push(incoming);
      reply(request, response, await route(incoming));
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tlsOptions(tls), listener);
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? "http://127.0.0.1" : "https://localhost"}:${port}`,
    port,
    received,
    /** The most requests that were open at once. */
    mostInFlight: () => mostInFlight,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type Loopback = Awaited<ReturnType<typeof startLoopback>>;

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function reply(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (answer.silent) return;
  if (answer.hangUp) {
    request.socket.destroy();
    return;
  }
  const { status = 200, headers, body } = answer;
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  if (answer.cut) {
    response.writeHead(status, { "content-type": "application/json", "content-length": text.length });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  response.writeHead(status, { ...(text === "" ? {} : { "content-type": "application/json" }), ...headers });
  response.end(text);
}

/** A clock that moves only when somebody sleeps. A sleep ends at once; `slept` holds each. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  constructor(public time = Date.parse("2026-01-01T00:00:00Z")) {}
  now(): number {
    return this.time;
  }
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(milliseconds);
    this.time += milliseconds;
  }
}

/** A client of a fake API. It has a credential and a network, and never waits. */
export function clientOf(url: string, settings: Partial<ClientSettings> = {}): Client {
  return createClient({
    apiUrl: url,
    authUrl: `${url}/oauth2/token`,
    clientId: "account",
    clientSecret: "s3cret-of-the-account",
    networkId: NETWORK_ID,
    clock: new FakeClock(),
    random: () => 0,
    ...settings,
  });
}

export const NETWORK_ID = "6f1c2c1e-3a57-4c55-9d2b-0a3f6f0e9b11";
export const INTEGRATION_ID = "0b7c1f2e-64cf-4d26-8a19-5f4f0c8d7e21";
const CREATED = "2026-01-01T00:00:00.000Z";

export const TOKEN_ANSWER: Answer = {
  body: { access_token: "bearer-1", token_type: "Bearer", expires_in: 3600 },
};

export function sessionAnswer(url: string, value = "session-1"): Answer {
  return {
    body: { value, networkControllerUrl: `${url}/edge/management/v1`, expiresAt: "2026-01-01T01:00:00.000Z" },
  };
}

export function integrationBody(changes: Record<string, unknown> = {}) {
  return {
    id: INTEGRATION_ID,
    networkId: NETWORK_ID,
    name: "Okta",
    integrationUrl: `https://scim.example.com/scim/v2/${INTEGRATION_ID}`,
    hasAuthToken: false,
    tokenExpiresAt: null,
    maxTokenOverlapSeconds: 0,
    adoptIdentities: "never",
    mapping: {
      identityNameField: "USER_NAME",
      identityNameConflict: "refuse",
      authPolicyId: "default",
      externalIdField: "NONE",
      externalIdCustomPath: null,
    },
    createdAt: CREATED,
    createdBy: null,
    updatedAt: CREATED,
    updatedBy: null,
    ...changes,
  };
}

export function policyBody(changes: Record<string, unknown> = {}) {
  return {
    id: "policy-1",
    name: "Staff",
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt: { allowed: true, allowedSigners: null },
      updb: {
        allowed: false,
        minPasswordLength: 5,
        requireSpecialChar: false,
        requireNumberChar: false,
        requireMixedCase: false,
        maxAttempts: 0,
        lockoutDurationMinutes: 0,
      },
    },
    secondary: { requireTotp: false, requireExtJwtSigner: null },
    tags: {},
    createdAt: CREATED,
    updatedAt: CREATED,
    ...changes,
  };
}

export function signerBody(changes: Record<string, unknown> = {}) {
  return {
    id: "signer-1",
    name: "Okta",
    enabled: true,
    issuer: "https://idp.example.com",
    audience: "openziti",
    jwksEndpoint: "https://idp.example.com/keys",
    certPem: null,
    kid: null,
    claimsProperty: "/sub",
    useExternalId: true,
    clientId: null,
    scopes: null,
    externalAuthUrl: null,
    targetToken: "ACCESS",
    tags: {},
    commonName: null,
    fingerprint: null,
    notBefore: null,
    notAfter: null,
    createdAt: CREATED,
    updatedAt: CREATED,
    ...changes,
  };
}

export function identityBody(changes: Record<string, unknown> = {}) {
  return {
    id: "identity-1",
    name: "alice",
    externalId: null,
    authPolicyId: "default",
    roleAttributes: [],
    isAdmin: false,
    disabled: false,
    tags: {},
    createdAt: CREATED,
    updatedAt: CREATED,
    ...changes,
  };
}

export function edgePage(items: readonly unknown[], totalCount: number, offset = 0) {
  return { data: items, meta: { pagination: { limit: 500, offset, totalCount }, filterableFields: ["id"] } };
}

export function gatewayErrorBody(code: number, label: string, errors: string[], fieldErrors: unknown[] = []) {
  return { errors, fieldErrors, status: { code, label }, traceId: "trace-7" };
}

export function edgeErrorBody(code: string, message: string, cause: unknown = null) {
  const meta = { apiVersion: "0.0.1", apiEnrollmentVersion: "0.0.1" };
  return { error: { code, message, requestId: "request-9", cause }, meta };
}
