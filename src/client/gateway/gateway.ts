import type * as z from "zod/mini";
import type { GatewayPage } from "../../contract/common";
import type { Renewable } from "../auth/renewable";
import { expectBody, expectSuccess } from "../http/answer";
import type { ApiRequest, Method } from "../http/message";
import type { LastAnswer, Sender } from "../http/sender";
import { address, type Query } from "../http/url";
import { readList } from "../read-list";
import type { Secrets } from "../secrets";

/** One call of the gateway. */
export interface GatewayCall {
  readonly method: Method;
  /** Path segments below the base, not yet encoded. */
  readonly path: readonly string[];
  readonly query?: Query;
  readonly body?: unknown;
  /** The server repeats its answer for the same key, so the call may be repeated. */
  readonly idempotencyKey?: string;
  /** The call changes nothing that matters, so the client may repeat it although it is a POST. */
  readonly repeatable?: boolean;
  readonly signal?: AbortSignal;
}

/** The calls of the gateway family. */
export type GatewayCalls = Pick<Gateway, "call" | "exchange" | "run" | "all">;

/** A checked body, and what came with it. */
export interface GatewayAnswer<T> extends Pick<LastAnswer, "headers" | "attempts"> {
  readonly body: T;
}

/** The page size to ask for. A server may give fewer. */
const PAGE_SIZE = 500;

/** The gateway family of the API: bearer token, HAL lists. */
export class Gateway {
  constructor(
    private readonly parts: {
      readonly apiUrl: string;
      readonly sender: Sender;
      readonly tokens: Renewable<string>;
      readonly secrets: Secrets;
    },
  ) {}

  /**
   * Returns the checked body. Throws ApiError, NotFoundError, ApiContractError, ConnectionError or
   * CredentialsError.
   */
  async call<T>(call: GatewayCall, schema: z.ZodMiniType<T>): Promise<T> {
    return (await this.exchange(call, schema)).body;
  }

  /** The same, with the headers of the answer. */
  async exchange<T>(call: GatewayCall, schema: z.ZodMiniType<T>): Promise<GatewayAnswer<T>> {
    const { request, answer } = await this.#send(call);
    const body = expectBody(request, answer, schema, (text) => this.parts.secrets.mask(text));
    return { body, headers: answer.headers, attempts: answer.attempts };
  }

  /** For calls without an answer body. Throws as `call` does. */
  async run(call: GatewayCall): Promise<void> {
    const { request, answer } = await this.#send(call);
    expectSuccess(request, answer, (text) => this.parts.secrets.mask(text));
  }

  /** Reads every page of a list. Throws as `call` does, and IncompleteListError. */
  all<Item extends { readonly id: string }, Answer extends { readonly page: GatewayPage }>(
    call: GatewayCall,
    schema: z.ZodMiniType<Answer>,
    itemsOf: (answer: Answer) => readonly Item[] | undefined,
  ): Promise<Item[]> {
    return readList(`GET /${call.path.join("/")}`, async ({ number }) => {
      const query = { ...call.query, page: number, size: PAGE_SIZE };
      const answer = await this.call({ ...call, query }, schema);
      return { items: itemsOf(answer) ?? [], total: answer.page.totalElements };
    });
  }

  async #send(call: GatewayCall): Promise<{ request: ApiRequest; answer: LastAnswer }> {
    const { sender, tokens } = this.parts;
    const token = await tokens.get(call.signal);
    const request = this.#request(call, token);
    const answer = await sender.send(request);
    if (answer.status !== 401) return { request, answer };
    await tokens.refused(token);
    const renewed = await tokens.get(call.signal);
    if (renewed === token) return { request, answer };
    const again = this.#request(call, renewed);
    return { request: again, answer: await sender.send(again) };
  }

  #request(call: GatewayCall, token: string): ApiRequest {
    const { method, path, query, body, idempotencyKey, signal } = call;
    return {
      method,
      url: address(this.parts.apiUrl, path, query),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      repeatable: call.repeatable ?? (idempotencyKey === undefined ? undefined : true),
      signal,
    };
  }
}
