import {
  type Answer,
  type Loopback,
  type Received,
  sessionAnswer,
  startLoopback,
  TOKEN_ANSWER,
} from "./loopback";

/** Called for every request that does not sign in, before the server. Null lets the request pass. */
export type Guard = (request: Received) => Answer | null | Promise<Answer | null>;

/**
 * Changes the text of an answer on its way back, or keeps it waiting. Null breaks the connection in the
 * middle of the answer.
 */
export type Rewrite = (text: string, request: Received) => string | null | Promise<string | null>;

/** An answer that waits. */
export interface Held {
  /** Resolves when the first answer waits. */
  readonly reached: Promise<void>;
  /** Lets the answers go. */
  release(): void;
}

const PASS: Guard = () => null;
const BETWEEN_TWO_MACHINES = new Set(["host", "connection", "content-length", "transfer-encoding"]);

function callOf({ method, url }: Received): string {
  return `${method} ${url.split("?")[0]}`;
}

function signsIn({ url }: Received): boolean {
  return url === "/oauth2/token" || url.endsWith("/exchange");
}

/**
 * A proxy between provider and server. It records every request, and may answer in the server's place. Use it
 * where a test needs what the reference server makes of the calls. Use `FakeApi` where the answers alone
 * matter.
 */
export class Gate {
  #loopback: Loopback | null = null;
  #target = "";
  #signIn: Guard = PASS;
  #guard: Guard = PASS;
  #rewrite: Rewrite = (text) => text;

  /** Opens a gate that leads to a server. */
  static async before(target: string): Promise<Gate> {
    const gate = new Gate();
    await gate.open();
    gate.leadTo(target);
    return gate;
  }

  async open(): Promise<void> {
    this.#loopback = await startLoopback(
      async (request) =>
        (await (signsIn(request) ? this.#signIn : this.#guard)(request)) ?? this.#pass(request),
    );
  }

  get url(): string {
    return this.#loopback?.url ?? "";
  }

  leadTo(target: string): void {
    this.#target = target;
  }

  /** Answers sign-ins itself, so that no server is needed for them. */
  answerSignIn(): void {
    this.#signIn = ({ url }) => (url === "/oauth2/token" ? TOKEN_ANSWER : sessionAnswer(this.url));
  }

  /** The same as `guard`, for the requests that sign in. */
  guardSignIn(guard: Guard): void {
    this.#signIn = guard;
  }

  guard(guard: Guard): void {
    this.#guard = guard;
  }

  rewrite(rewrite: Rewrite): void {
    this.#rewrite = rewrite;
  }

  /**
   * Holds the answers to a call, which the server has run by then.
   * @param call method and path: `POST /scim/v1/integrations`.
   */
  hold(call: string): Held {
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      this.rewrite(async (text, { method, url }) => {
        if (`${method} ${url}` !== call) return text;
        resolve();
        await released;
        return text;
      });
    });
    return { reached, release };
  }

  /** Lets everything pass again, and forgets the recorded requests. */
  reset(): void {
    this.#guard = PASS;
    this.#rewrite = (text) => text;
    this.#loopback?.received.splice(0);
  }

  /** `PUT /scim/v1/integrations/…/mapping`, without the calls that sign in. */
  get calls(): readonly string[] {
    return this.#noted.map(callOf);
  }

  /** The calls, and those that sign in. */
  get allCalls(): readonly string[] {
    return (this.#loopback?.received ?? []).map(callOf);
  }

  /** The most requests that were open at once. */
  get mostInFlight(): number {
    return this.#loopback?.mostInFlight() ?? 0;
  }

  /** The calls that change something. */
  get writes(): readonly string[] {
    const changes = (call: string) => !call.startsWith("GET ") && !/\/(?:preview|jwt-checks)$/.test(call);
    return this.calls.filter(changes);
  }

  /** Everything secret that was sent: the bearers of both API families. */
  get bearers(): readonly string[] {
    const sent = (this.#loopback?.received ?? []).flatMap(({ headers }) => [
      headers.authorization?.replace(/^Bearer /, ""),
      headers["zt-session"],
    ]);
    return [...new Set(sent)].filter((bearer) => bearer !== undefined && bearer !== "") as string[];
  }

  async close(): Promise<void> {
    await this.#loopback?.stop();
  }

  get #noted(): readonly Received[] {
    const received = this.#loopback?.received ?? [];
    return received.filter((request) => !signsIn(request));
  }

  async #pass(request: Received): Promise<Answer> {
    const { method, url, headers, body } = request;
    const passedOn = Object.entries(headers).filter(([name]) => !BETWEEN_TWO_MACHINES.has(name));
    const answer = await fetch(`${this.#target}${url}`, {
      method,
      headers: passedOn.map(([name, value]) => [name, value ?? ""] as [string, string]),
      ...(body !== "" && { body }),
    });
    // Addresses in answers lead back through the gate.
    const whole = (await answer.text()).replaceAll(this.#target, this.url);
    const text = await this.#rewrite(whole, request);
    if (text === null) return { cut: true, status: answer.status, body: whole };
    const replayed = answer.headers.get("idempotency-replayed");
    return {
      status: answer.status,
      headers: {
        "content-type": answer.headers.get("content-type") ?? "application/json",
        ...(replayed !== null && { "idempotency-replayed": replayed }),
      },
      body: text === "" ? undefined : text,
    };
  }
}
