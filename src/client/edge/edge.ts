import type * as z from "zod/mini";
import { edgeCreated } from "../../contract/common";
import type { EdgeSession } from "../../contract/gateway/network";
import type { Renewable } from "../auth/renewable";
import { expectBody, expectSuccess } from "../http/answer";
import { withErrorStatus } from "../http/error-status";
import type { ApiAnswer, ApiRequest, CertificateSettings, Method } from "../http/message";
import type { Sender } from "../http/sender";
import { address, type Query } from "../http/url";
import { readList } from "../read-list";
import type { Secrets } from "../secrets";
import type { CallOptions } from "../settings";

/** Options of an edge call. */
export interface EdgeOptions extends CallOptions {
  /** The network to use; the client's own when absent. */
  readonly networkId?: string;
}

/** Options of a create. `onCreated` gets the id as soon as the object exists, before it is read back. */
export interface CreateOptions extends EdgeOptions {
  readonly onCreated?: (id: string) => void;
}

/** One call of the edge API. */
export interface EdgeCall extends EdgeOptions {
  readonly method: Method;
  /** Path segments below the network's controller URL, not yet encoded. */
  readonly path: readonly string[];
  readonly query?: Query;
  readonly body?: unknown;
}

/** A page of a list, as far as the client reads it. */
export interface EdgeListAnswer<Item> {
  readonly data: Item[];
  readonly meta: { readonly pagination: { readonly totalCount: number } };
}

/** The largest page a controller gives. */
const PAGE_SIZE = 500;

/** The edge family of the API: zt-session, `{data, meta}` envelopes. */
export class Edge {
  constructor(
    private readonly parts: {
      readonly sender: Sender;
      readonly secrets: Secrets;
      /** Gives a call its session and the address of the API. */
      readonly session: (options: EdgeOptions) => Promise<Renewable<EdgeSession>>;
      /** The setting that the address comes from, for errors; api_url when absent. */
      readonly addressSetting?: string;
      /** The settings of the certificates, for errors; the provider's when absent. */
      readonly certificateSettings?: CertificateSettings;
    },
  ) {}

  /** Opens a session, unless there is one. Throws as `call` does. */
  async openSession(options: EdgeOptions = {}): Promise<void> {
    await (await this.parts.session(options)).get(options.signal);
  }

  /** Returns the checked body. Throws as the gateway's calls do, and NetworkChoiceError. */
  async call<T>(call: EdgeCall, schema: z.ZodMiniType<T>): Promise<T> {
    const { request, answer } = await this.#exchange(call);
    return expectBody(request, answer, schema, (text) => this.parts.secrets.mask(text));
  }

  /** Returns the answer whatever its status. Throws as `call` does when there is none. */
  async raw(call: EdgeCall): Promise<ApiAnswer> {
    return (await this.#exchange(call)).answer;
  }

  /** For calls without an answer body. A controller may leave the body of its 200 empty. */
  async run(call: EdgeCall): Promise<void> {
    const { request, answer } = await this.#exchange(call);
    expectSuccess(request, answer, (text) => this.parts.secrets.mask(text));
  }

  /** Creates an object and returns its id. A controller answers nothing else. */
  async create(call: Omit<EdgeCall, "method">): Promise<string> {
    const created = await this.call({ ...call, method: "POST" }, edgeCreated);
    return created.data.id;
  }

  /** Reads every page of a list. Throws as `call` does, and IncompleteListError. */
  all<Item extends { readonly id: string }>(
    call: Omit<EdgeCall, "method">,
    schema: z.ZodMiniType<EdgeListAnswer<Item>>,
  ): Promise<Item[]> {
    return readList(`GET …/${call.path.join("/")}`, async ({ offset }) => {
      // Sorted by id, an existing object moves only when another one is created or deleted.
      const query = { ...call.query, sort: "id asc", limit: PAGE_SIZE, offset };
      const { data, meta } = await this.call({ ...call, method: "GET", query }, schema);
      return { items: data, total: meta.pagination.totalCount };
    });
  }

  /** Counts the objects of a list, without reading them. */
  async count<Item>(
    call: Omit<EdgeCall, "method">,
    schema: z.ZodMiniType<EdgeListAnswer<Item>>,
  ): Promise<number> {
    // A controller takes a limit of 0 for the default.
    const query = { ...call.query, limit: 1 };
    const { meta } = await this.call({ ...call, method: "GET", query }, schema);
    return meta.pagination.totalCount;
  }

  async #exchange(call: EdgeCall): Promise<{ request: ApiRequest; answer: ApiAnswer }> {
    const { sender } = this.parts;
    const session = await this.parts.session(call);
    const current = await session.get(call.signal);
    const request = this.#request(call, current);
    const answer = withErrorStatus(await sender.send(request));
    if (answer.status !== 401) return { request, answer };
    await session.refused(current);
    const again = this.#request(call, await session.get(call.signal));
    return { request: again, answer: withErrorStatus(await sender.send(again)) };
  }

  #request(call: EdgeCall, session: EdgeSession): ApiRequest {
    const { method, path, query, body, signal } = call;
    return {
      method,
      url: address(session.networkControllerUrl, path, query),
      headers: {
        "zt-session": session.value,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      addressSetting: this.parts.addressSetting,
      certificateSettings: this.parts.certificateSettings,
      signal,
    };
  }
}
