import * as z from "zod/mini";
import type { AuthPolicies } from "../../../client/edge/auth-policies";
import type { Edge, EdgeOptions } from "../../../client/edge/edge";
import { filterOf, filterString } from "../../../client/edge/filter";
import type { JwtSigners } from "../../../client/edge/jwt-signers";
import { NotFoundError } from "../../../client/errors/not-found-error";
import type { Clock } from "../../../client/settings";
import { edgeDetail } from "../../../contract/common";
import type { AuthPolicy } from "../../../contract/edge/auth-policy";
import type { JwtSigner } from "../../../contract/edge/jwt-signer";
import type {
  CallLimits,
  ControllerApi,
  ControllerIdentity,
  ControllerSettings,
  ControllerVersion,
} from "./controller-api";
import { Freed, Gone, Refused, Unanswered, Unauthorized } from "./controller-error";
import { changesNothing, readFailure, refusalOf, writeFailure } from "./controller-refusals";
import { bodyOf, type Change, patchOf, refuseUnstorable, shows } from "./sent-settings";
import { shownIdentities, shownIdentity } from "./shown-identity";

const PATH = "identities";
/** The largest page that a controller gives. */
const PAGE_SIZE = 500;
/** Waits before a read that must show a write, in milliseconds: another node may know it a moment later. */
const READ_AGAIN_AFTER = [0, 250, 1000];

const versionAnswer = edgeDetail(z.object({ version: z.string() }));

interface Parts {
  readonly edge: Edge;
  readonly policies: AuthPolicies;
  readonly signers: JwtSigners;
  readonly clock: Clock;
}

/** How an identity is awaited that was written. */
interface Awaited {
  readonly isShown: (identity: ControllerIdentity) => boolean;
  /** Whether it was only just made, so that another node may not know it yet. */
  readonly isNew?: boolean;
  /** Why the write will never be shown; null when it may be. */
  readonly refusal?: (identity: ControllerIdentity) => Promise<Refused | null>;
}

/** The calls of a controller, through the client that the provider uses. */
export class ControllerCalls implements ControllerApi {
  constructor(private readonly parts: Parts) {}

  async version(limits: CallLimits = {}): Promise<ControllerVersion> {
    const call = { ...limits, method: "GET", path: ["version"] } as const;
    return (await this.#reading(() => this.parts.edge.call(call, versionAnswer))).data;
  }

  async currentIdentity(limits: CallLimits = {}): Promise<ControllerIdentity> {
    const call = { ...limits, method: "GET", path: ["current-identity"] } as const;
    return (await this.#reading(() => this.parts.edge.call(call, shownIdentity))).data;
  }

  async defaultAdmin(limits: CallLimits = {}): Promise<ControllerIdentity | null> {
    const query = { filter: "isDefaultAdmin = true", limit: 1 };
    const call = { ...limits, method: "GET", path: [PATH], query } as const;
    return (await this.#reading(() => this.parts.edge.call(call, shownIdentities))).data[0] ?? null;
  }

  readIdentity(id: string, limits: CallLimits = {}): Promise<ControllerIdentity | null> {
    return this.#reading(async () => {
      try {
        const call = { ...limits, method: "GET", path: [PATH, id] } as const;
        return (await this.parts.edge.call(call, shownIdentity)).data;
      } catch (failure) {
        if (failure instanceof NotFoundError) return null;
        throw failure;
      }
    });
  }

  findByTag(name: string, value: string, limits?: CallLimits): Promise<readonly ControllerIdentity[]> {
    return this.#find({ [`tags.${name}`]: value }, limits);
  }

  async findByExternalId(externalId: string, limits?: CallLimits): Promise<ControllerIdentity | null> {
    return (await this.#find({ externalId }, limits))[0] ?? null;
  }

  async findByName(name: string, limits?: CallLimits): Promise<ControllerIdentity | null> {
    return (await this.#find({ name }, limits))[0] ?? null;
  }

  async create(settings: ControllerSettings, limits: CallLimits = {}): Promise<ControllerIdentity> {
    refuseUnstorable(settings);
    const body = { ...bodyOf(settings), type: "Default", isAdmin: false };
    const id = await this.#writing(settings, limits, () =>
      this.parts.edge.create({ ...limits, path: [PATH], body }),
    );
    return this.#seen(id, limits, { isNew: true, isShown: (identity) => shows(identity, settings) });
  }

  async patch(id: string, change: Change, limits: CallLimits = {}): Promise<ControllerIdentity> {
    refuseUnstorable(change);
    const body = patchOf(change);
    if (Object.values(body).some((value) => value !== undefined)) {
      const send = () => this.#run(id, "PATCH", [], body, limits).catch(unlessNothingChanges);
      await this.#writing(change, limits, send, id);
    }
    const refusal = (identity: ControllerIdentity) => this.#droppedFor(identity, change, limits);
    return this.#seen(id, limits, { refusal, isShown: (identity) => shows(identity, change) });
  }

  async disable(id: string, limits: CallLimits = {}): Promise<ControllerIdentity> {
    // Without a body the controller answers 602. No minutes: until somebody enables it.
    const body = { durationMinutes: 0 };
    await this.#writing({}, limits, () => this.#run(id, "POST", ["disable"], body, limits), id);
    const isShown = ({ disabled, disabledUntil }: ControllerIdentity) => disabled && disabledUntil === null;
    return this.#seen(id, limits, { isShown });
  }

  async enable(id: string, limits: CallLimits = {}): Promise<ControllerIdentity> {
    await this.#writing({}, limits, () => this.#run(id, "POST", ["enable"], undefined, limits), id);
    return this.#seen(id, limits, { isShown: ({ disabled }) => !disabled });
  }

  async delete(id: string, limits: CallLimits = {}): Promise<void> {
    try {
      await this.#writing({}, limits, () => this.#run(id, "DELETE", [], undefined, limits), id);
    } catch (failure) {
      if (failure instanceof Gone) return;
      throw failure;
    }
    await this.#untilSeen(id, limits, (identity) => (identity === null ? true : null));
  }

  async *listIdentities(limits: CallLimits = {}): AsyncGenerator<readonly ControllerIdentity[]> {
    // The page after an id, not after a number of objects: a deletion then moves nothing out of sight.
    let page = await this.#pageAfter(undefined, limits);
    while (page.length === PAGE_SIZE) {
      yield page;
      page = await this.#pageAfter(page.at(-1)?.id, limits);
    }
    if (page.length > 0) yield page;
  }

  async #pageAfter(id: string | undefined, limits: CallLimits): Promise<readonly ControllerIdentity[]> {
    const filter = id === undefined ? undefined : `id > ${filterString(id)}`;
    const query = { filter, sort: "id asc", limit: PAGE_SIZE };
    const call = { ...limits, method: "GET", path: [PATH], query } as const;
    return (await this.#reading(() => this.parts.edge.call(call, shownIdentities))).data;
  }

  listPolicies(limits: CallLimits = {}): Promise<readonly AuthPolicy[]> {
    return this.#reading(() => this.parts.policies.list({}, limits));
  }

  listSigners(limits: CallLimits = {}): Promise<readonly JwtSigner[]> {
    return this.#reading(() => this.parts.signers.list({}, limits));
  }

  #find(fields: Readonly<Record<string, string>>, limits: CallLimits = {}) {
    const call = { ...limits, path: [PATH], query: { filter: filterOf(fields) } };
    return this.#reading(() => this.parts.edge.all(call, shownIdentities));
  }

  #run(
    id: string,
    method: "PATCH" | "POST" | "DELETE",
    action: string[],
    body: unknown,
    limits: EdgeOptions,
  ) {
    return this.parts.edge.run({ ...limits, method, path: [PATH, id, ...action], body });
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (failure) {
      throw readFailure(failure);
    }
  }

  /** Sends a write. @param id the identity that it changes; undefined for a create. */
  async #writing<T>(sent: Change, limits: CallLimits, write: () => Promise<T>, id?: string): Promise<T> {
    try {
      return await write();
    } catch (failure) {
      const refusal = refusalOf(failure, sent);
      if (refusal !== null) {
        const { message, field, taken } = refusal;
        const holder = taken === null ? null : await this.#holder(field, taken, limits);
        if (taken !== null && holder === null) {
          // Without the controller's words: they quote the value, and this message goes to the log.
          throw new Freed("a value was taken, and nobody has it any more", { cause: failure });
        }
        const value = taken ?? (field === "authPolicyId" ? (sent.authPolicyId ?? null) : null);
        throw new Refused(message, field, value, holder);
      }
      if (id !== undefined && failure instanceof NotFoundError) {
        if ((await this.readIdentity(id, limits)) === null) throw new Gone(id);
      }
      throw writeFailure(failure, limits);
    }
  }

  /** Reads an identity that was written until it shows that, or `refusal` says why it never will. */
  #seen(
    id: string,
    limits: CallLimits,
    { isShown, isNew = false, refusal }: Awaited,
  ): Promise<ControllerIdentity> {
    return this.#untilSeen(id, limits, async (identity) => {
      if (identity === null && !isNew) throw new Gone(id);
      if (identity === null || isShown(identity)) return identity;
      const why = (await refusal?.(identity)) ?? null;
      if (why !== null) throw why;
      return null;
    });
  }

  /** Reads an identity that was written until `seen` finds what it looks for. Null: it does not yet. */
  async #untilSeen<T>(
    id: string,
    limits: CallLimits,
    seen: (identity: ControllerIdentity | null) => T | null | Promise<T | null>,
  ): Promise<T> {
    try {
      for (const wait of READ_AGAIN_AFTER) {
        await this.parts.clock.sleep(wait, limits.signal);
        const found = await seen(await this.readIdentity(id, limits));
        if (found !== null) return found;
      }
    } catch (failure) {
      if (failure instanceof Refused || failure instanceof Gone || failure instanceof Unauthorized)
        throw failure;
      const message = `the controller answered a write of ${id} with success, and cannot be asked for it`;
      throw new Unanswered(message, { cause: failure });
    }
    throw new Unanswered(`the controller answered a write of ${id} with success, and does not show it`);
  }

  /** A rename to a name that is taken is answered with success, and nothing of the request is applied. */
  async #droppedFor(
    identity: ControllerIdentity,
    { name }: Change,
    limits: CallLimits,
  ): Promise<Refused | null> {
    if (name === undefined || identity.name === name) return null;
    const holder = await this.#holder("name", name, limits);
    if (holder === null || holder.id === identity.id) return null;
    const message = `the identity ${JSON.stringify(holder.name)} (${holder.id}) has this name`;
    return new Refused(message, "name", name, holder);
  }

  async #holder(field: string | null, value: string, limits: CallLimits) {
    const holder =
      field === "externalId"
        ? await this.findByExternalId(value, limits)
        : await this.findByName(value, limits);
    return holder === null ? null : { id: holder.id, name: holder.name };
  }
}

/** A PATCH that changes nothing is refused with a 500. What it asks for is there. */
function unlessNothingChanges(failure: unknown): void {
  if (!changesNothing(failure)) throw failure;
}
