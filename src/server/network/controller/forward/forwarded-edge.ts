import type { Edge } from "../../../../client/edge/edge";
import { filterString } from "../../../../client/edge/filter";
import { jsonOf } from "../../../../client/http/json";
import type { ApiAnswer } from "../../../../client/http/message";
import { TAG_INTEGRATION, TAG_USER } from "../../../../contract/edge/identity-tag";
import type { Database } from "../../../store/database";
import type { EdgeElsewhere, ForwardedAnswer, ForwardedCall } from "../../edge-elsewhere";
import { Unanswered, Unauthorized, Unavailable } from "../controller-error";
import { readFailure, writeFailure } from "../controller-refusals";
import { forgetDeletedIdentity } from "./deleted-identity";
import { type Clash, changesNothing, clashOf, invalid, SUCCESS } from "./forwarded-errors";

/** The controller's edge API with the session of this server, its traps cared for. */
export class ForwardedEdge implements EdgeElsewhere {
  constructor(private readonly edge: Edge) {}

  async send(call: ForwardedCall): Promise<ForwardedAnswer> {
    const answer = await this.#answerTo({ ...call, body: await this.#withScimTags(clearing(call), call) });
    if (changesNothing(answer)) return SUCCESS;
    const clash = clashOf(answer, call.body);
    if (clash !== null) return invalid(clash.field, await this.#taken(call, clash));
    return (await this.#dropped(call, answer)) ?? answer;
  }

  identityDeleted(db: Database, id: string): Promise<void> {
    return forgetDeletedIdentity(db, id);
  }

  async #answerTo(call: ForwardedCall): Promise<ForwardedAnswer> {
    const isRead = call.method === "GET";
    const answer = await this.edge.raw(call).catch((failure: unknown) => {
      throw isRead ? readFailure(failure) : writeFailure(failure, {});
    });
    if (answer.status === 401 || answer.status === 403) {
      throw new Unauthorized("the controller does not let the account of this server manage it");
    }
    if (answer.status === 429 || answer.status === 503) {
      throw new Unavailable("the controller has too much to do now; repeat the request after Retry-After");
    }
    const body = bodyOf(answer);
    if (body !== null) return { status: answer.status, body };
    const message = `what answers at the controller's address is no edge management API (${answer.status})`;
    throw isRead ? new Unavailable(message) : new Unanswered(message);
  }

  /**
   * Domain rule 8: an edit by hand does not change the two tags that name the integration and the SCIM user.
   * The tags of a request replace the whole map at a controller, and a PUT without tags empties it.
   */
  async #withScimTags(body: ForwardedCall["body"], { method, path }: ForwardedCall) {
    if (body === undefined || path[0] !== "identities") return body;
    if (method !== "PUT" && (method !== "PATCH" || !("tags" in body))) return body;
    const shown = await this.#answerTo({ method: "GET", path });
    const { tags } = (shown.body.data ?? {}) as { readonly tags?: Readonly<Record<string, unknown>> | null };
    const own = SCIM_TAGS.filter((name) => tags?.[name] !== undefined);
    if (own.length === 0) return body;
    const kept = Object.fromEntries(own.map((name) => [name, tags?.[name]]));
    return { ...body, tags: { ...(body.tags as object | null | undefined), ...kept } };
  }

  /**
   * A controller answers a change of a name to one that is taken with success, and applies nothing of the
   * request. So a changed name is read back.
   */
  async #dropped(
    { method, path, body }: ForwardedCall,
    { status }: ForwardedAnswer,
  ): Promise<ForwardedAnswer | null> {
    const name = body?.name;
    if (status >= 300 || (method !== "PATCH" && method !== "PUT") || typeof name !== "string") return null;
    const shown = await this.#answerTo({ method: "GET", path }).catch((cause: unknown) => {
      throw new Unanswered("the controller answered with success, and cannot be asked whether it did it", {
        cause,
      });
    });
    const data = shown.body.data as { readonly name?: unknown } | undefined;
    if (shown.status !== 200 || data?.name === name) return null;
    return invalid("name", await this.#taken({ method, path }, { field: "name", value: name }));
  }

  /** Why a value is refused: who has it, when a look-up finds somebody. */
  async #taken({ path }: ForwardedCall, { field, value }: Clash): Promise<string> {
    const [collection = "", ownId] = path;
    const query = { filter: `${field} = ${filterString(value)}`, limit: "2" };
    const { body } = await this.#answerTo({ method: "GET", path: [collection], query });
    const found = (Array.isArray(body.data) ? body.data : []) as readonly { id: string; name: string }[];
    const holder = found.find(({ id }) => id !== ownId);
    if (holder === undefined) return "is refused by the controller, which applied nothing of the request";
    const used = `is already used by ${JSON.stringify(holder.name)} (${holder.id})`;
    return `${used}; it has to be unique in the network`;
  }
}

const SCIM_TAGS = [TAG_INTEGRATION, TAG_USER];

/** What clears a field at a controller, where null changes nothing. */
const EMPTY_VALUES: Readonly<Record<string, unknown>> = { externalId: "", roleAttributes: [], tags: {} };

function clearing({ method, path, body }: ForwardedCall): ForwardedCall["body"] {
  if (method !== "PATCH" || path[0] !== "identities" || body === undefined) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      value === null ? (EMPTY_VALUES[name] ?? null) : value,
    ]),
  );
}

/** The JSON of an answer, null for anything else. A controller may leave the body of its 200 empty. */
function bodyOf(answer: ApiAnswer): ForwardedAnswer["body"] | null {
  if (answer.text.trim() === "") return SUCCESS.body;
  const json = jsonOf(answer);
  return json.ok && typeof json.value === "object" && json.value !== null ? { ...json.value } : null;
}
