import { CLIENT_ID, CLIENT_SECRET } from "./served";

/** Somebody who changes things without Terraform, by raw calls of both API families. */
export class Administrator {
  #bearer = "";
  #edge = { url: "", session: "" };

  constructor(private readonly server: { url: string; networkId: string }) {}

  async gateway<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    return call(
      method,
      `${this.server.url}${path}`,
      { ...headers, authorization: `Bearer ${await this.#token()}` },
      body,
    );
  }

  async edge<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    if (this.#edge.session === "") {
      const session = await this.gateway<{ value: string; networkControllerUrl: string }>(
        "POST",
        `/core/v3/networks/${this.server.networkId}/exchange`,
        { type: "session" },
      );
      this.#edge = { url: session.networkControllerUrl, session: session.value };
    }
    return call(method, this.#edge.url + path, { ...headers, "zt-session": this.#edge.session }, body);
  }

  async identities(): Promise<EdgeIdentity[]> {
    const list = await this.edge<{ data: EdgeIdentity[] }>("GET", "/identities?limit=500&sort=name");
    return list.data;
  }

  async #token(): Promise<string> {
    if (this.#bearer !== "") return this.#bearer;
    const answer = await fetch(`${this.server.url}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
      }),
    });
    const body = (await answer.json()) as { access_token: string };
    this.#bearer = body.access_token;
    return this.#bearer;
  }
}

export interface EdgeIdentity {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly authPolicyId: string;
  readonly roleAttributes: string[] | null;
  readonly disabled: boolean;
}

async function call<T>(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text}`);
  return (text === "" ? null : JSON.parse(text)) as T;
}
