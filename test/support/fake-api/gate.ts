import {
  type Answer,
  type Loopback,
  type Received,
  sessionAnswer,
  startLoopback,
  TOKEN_ANSWER,
} from "./loopback";

/** Asked before the server is, for every request that does not sign in; null lets the request pass. */
export type Guard = (request: Received) => Answer | null | Promise<Answer | null>;

/** Changes the text of an answer on its way back, or keeps it waiting; null breaks the connection in the middle of it. */
export type Rewrite = (text: string, request: Received) => string | null | Promise<string | null>;

const PASS: Guard = () => null;
const BETWEEN_TWO_MACHINES = new Set(["host", "connection", "content-length", "transfer-encoding"]);

function signsIn({ url }: Received): boolean {
  return url === "/oauth2/token" || url.endsWith("/exchange");
}

/** Stands between provider and server: notes every request, and may answer in the server's place. */
export class Gate {
  #loopback: Loopback | null = null;
  #target = "";
  #signIn: Guard = PASS;
  #guard: Guard = PASS;
  #rewrite: Rewrite = (text) => text;

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

  /** Lets everybody in without a server behind. */
  answerSignIn(): void {
    this.#signIn = ({ url }) => (url === "/oauth2/token" ? TOKEN_ANSWER : sessionAnswer(this.url));
  }

  guard(guard: Guard): void {
    this.#guard = guard;
  }

  rewrite(rewrite: Rewrite): void {
    this.#rewrite = rewrite;
  }

  /** Lets everything pass again, and forgets what was noted. */
  reset(): void {
    this.#guard = PASS;
    this.#rewrite = (text) => text;
    this.#loopback?.received.splice(0);
  }

  /** `PUT /scim/v1/integrations/…/mapping`, without the calls that sign in. */
  get calls(): readonly string[] {
    return this.#noted.map(({ method, url }) => `${method} ${url.split("?")[0]}`);
  }

  /** The calls that change something. */
  get writes(): readonly string[] {
    return this.calls.filter((call) => !call.startsWith("GET ") && !call.endsWith("/preview"));
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
    return {
      status: answer.status,
      headers: { "content-type": answer.headers.get("content-type") ?? "application/json" },
      body: text === "" ? undefined : text,
    };
  }
}
