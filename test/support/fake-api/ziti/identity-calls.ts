import type { Answer } from "../loopback";
import {
  type Entity,
  error,
  found,
  type Given,
  invalid,
  isGiven,
  made,
  notFound,
  unhandled,
  unreadable,
} from "./answers";
import {
  duplicate,
  identity,
  incomplete,
  nameRefusal,
  patchOf,
  settingsRefusal,
  takenField,
} from "./identities";

/** What the calls of identities need of a controller. */
interface Controller {
  readonly policies: ReadonlyMap<string, Entity>;
  readonly identities: Map<string, Entity>;
  /** Sessions of people, by token. */
  readonly people: Map<string, string>;
  done(): Answer;
}

interface Call {
  readonly method: string;
  readonly id: string | undefined;
  /** `disable` or `enable`. */
  readonly action: string | undefined;
  readonly given: Given;
  readonly hasBody: boolean;
}

/** The calls of identities, but for their list. */
export class IdentityCalls {
  constructor(
    private readonly controller: Controller,
    private readonly newId: () => string,
  ) {}

  answer({ method, id, action, given, hasBody }: Call): Answer {
    if (id === undefined) return this.#create(given);
    if (action === "disable" && !hasBody) {
      return { ...invalid("disable", "disable in body is required", ""), status: 602 };
    }
    const entity = this.controller.identities.get(id);
    if (entity === undefined) return notFound(`identity with id ${id} not found`);
    if (action === "disable") return this.#disable(entity, Number(given.durationMinutes ?? 0));
    if (action === "enable") return this.#enable(entity);
    if (method === "GET") return found(entity);
    if (method === "DELETE") return this.#delete(entity);
    return method === "PATCH" ? this.#patch(entity, given) : this.#put(entity, given);
  }

  #create(given: Given): Answer {
    const { identities } = this.controller;
    const refusal =
      wrongType(given) ?? incomplete(given) ?? this.#settingsRefusal(given) ?? nameRefusal(given.name);
    if (refusal !== null) return refusal;
    if (Object.values(given.tags ?? {}).some(isGiven)) return unhandled("nested maps not supported");
    const taken = takenField(identities, given, null);
    if (taken !== null) return invalid(taken, duplicate(given[taken]), given[taken]);
    // An id that the client sends is ignored.
    const id = this.newId();
    identities.set(id, identity(given, id));
    return made(id);
  }

  #patch(entity: Entity, given: Given): Answer {
    const named = Object.values(given).filter((value) => value !== null);
    if (named.length === 0) return unhandled("no fields updated, nothing to do");
    const change = patchOf(given);
    return this.#change(entity, { ...entity, ...change }, change);
  }

  #put(entity: Entity, given: Given): Answer {
    // A PUT also enables.
    const { isDefaultAdmin } = entity;
    return (
      incomplete(given) ?? this.#change(entity, { ...identity(given, entity.id), isDefaultAdmin }, given)
    );
  }

  #change(entity: Entity, changed: Entity, given: Given): Answer {
    const { identities } = this.controller;
    const taken = takenField(identities, changed, entity.id);
    // A name that is taken or blank is answered with success, and nothing of the request is looked at.
    if (taken === "name" || changed.name === "") return this.controller.done();
    const refusal = this.#settingsRefusal(given) ?? nameRefusal(changed.name);
    if (refusal !== null) return refusal;
    if (taken === "externalId") return unhandled(duplicate(changed.externalId));
    identities.set(entity.id, changed);
    return this.controller.done();
  }

  #settingsRefusal(given: Given): Answer | null {
    return settingsRefusal(given, this.controller.policies);
  }

  #disable(entity: Entity, minutes: number): Answer {
    const now = Date.now();
    const until = minutes === 0 ? undefined : new Date(now + minutes * 60_000).toISOString();
    const times = { disabledAt: new Date(now).toISOString(), disabledUntil: until };
    this.controller.identities.set(entity.id, { ...entity, disabled: true, ...times });
    this.#endSessions(entity);
    return {};
  }

  #enable(entity: Entity): Answer {
    const times = { disabledAt: undefined, disabledUntil: undefined };
    this.controller.identities.set(entity.id, { ...entity, disabled: false, ...times });
    return this.controller.done();
  }

  #delete(entity: Entity): Answer {
    if (entity.isDefaultAdmin || entity.isSystem) {
      return error(400, "ENTITY_CAN_NOT_BE_DELETED", "The entity requested for delete can not be deleted");
    }
    this.controller.identities.delete(entity.id);
    this.#endSessions(entity);
    return this.controller.done();
  }

  #endSessions({ id }: Entity): void {
    const { people } = this.controller;
    for (const [token, holder] of people) if (holder === id) people.delete(token);
  }
}

/** The answer to a name that is no text. */
function wrongType({ name }: Given): Answer | null {
  if (name === undefined || name === null || typeof name === "string") return null;
  const field = "Go struct field IdentityCreate.name of type string";
  return unreadable("identity", `json: cannot unmarshal ${typeof name} into ${field}`);
}
