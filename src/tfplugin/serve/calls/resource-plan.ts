import { Diagnostics } from "../../define/diagnostics";
import { PrivateState } from "../../define/private-state";
import type { PlanRequest, Resource, WarnRequest } from "../../define/resource";
import { checkPlan, refuseDuplicateElements } from "../../plan/check-plan";
import { planObject } from "../../plan/plan-object";
import { replacedPaths } from "../../plan/replaced-paths";
import type { Schema } from "../../schema/schema";
import type { Path } from "../../value/path";
import type { ObjectValue } from "../../value/type";
import { type AttributePath, DEFERRED, type Deferred, type DynamicValue } from "../../wire/protocol";
import { logThrown, offered, wireDiagnostics, wirePath } from "../answer/attempt";
import { attemptOrDefer, type Client } from "../answer/defer";
import { readObject, writeObject } from "../answer/dynamic";
import { unchangedIdentity } from "../answer/identity";
import { validateConfig } from "../answer/validate-config";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

type PlanHandlers = Pick<Handlers, "ValidateResourceConfig" | "PlanResourceChange">;

interface Planned {
  readonly state: DynamicValue | null;
  readonly replaced: readonly AttributePath[];
}

/** Answers the calls that validate a resource's configuration and plan its change. */
export function resourcePlanHandlers(session: Session): PlanHandlers {
  return {
    async ValidateResourceConfig({ typeName, config: given, clientCapabilities }) {
      const writeOnlyAllowed = clientCapabilities?.writeOnlyAttributesAllowed === true;
      const find = () => offered(session, "resources", typeName);
      return validateConfig(typeName, given, find, writeOnlyAllowed);
    },

    async PlanResourceChange({ typeName, priorState, proposedNewState, config: given, ...more }) {
      const diagnostics = new Diagnostics();
      const privateState = new PrivateState(more.priorPrivate);
      const plan = async (): Promise<Planned> => {
        const resource = offered(session, "resources", typeName);
        const { type } = resource.schema;
        const prior = readObject(type, priorState);
        // A destroy has a configuration too. Only its proposed state is null.
        const isDestroy = readObject(type, proposedNewState) === null;
        const config = isDestroy ? null : (readObject(type, given) ?? {});
        const required: Path[] = [];
        const requireReplace = (attribute: string | Path) =>
          required.push(typeof attribute === "string" ? [attribute] : attribute);
        const hook = { prior, privateState, diagnostics, requireReplace };
        const planned = config === null ? null : planChange(resource, config, hook);
        if (!diagnostics.hasErrors)
          await lookAhead(session, resource, { config, prior, plan: planned, privateState, diagnostics });
        const replaced =
          config === null || prior === null || planned === null
            ? []
            : [...replacedPaths(type, config, prior, planned), ...required];
        return {
          state: writeObject(type, planned),
          replaced: replaced.map((path) => wirePath(type, path)),
        };
      };
      const { state, replaced, deferred } = await attemptOrDefer(more.clientCapabilities, diagnostics, {
        doing: `plan ${typeName}`,
        work: plan,
        otherwise: () => ({ state: null, replaced: [] }),
        postponed: () => {
          const { type } = offered(session, "resources", typeName).schema;
          const config = readObject(type, proposedNewState) === null ? null : readObject(type, given);
          const planned = config === null ? null : planObject(type, config, readObject(type, priorState));
          return { state: writeObject(type, planned), replaced: [] };
        },
      });
      return {
        plannedState: state,
        requiresReplace: replaced,
        plannedPrivate: privateState.bytes,
        // A new object's identity is unknown, and an existing object's identity never changes.
        plannedIdentity: unchangedIdentity(more.priorIdentity),
        deferred: deferred ?? deferredByProvider(session, more.clientCapabilities),
        diagnostics: wireDiagnostics(diagnostics),
      };
    },
  };
}

/**
 * A provider without a context cannot apply the plan, so a client that allows it is told to postpone the
 * object.
 */
function deferredByProvider({ context }: Session, client: Client): Deferred | null {
  return context === null && client?.deferralAllowed ? { reason: DEFERRED.providerConfigUnknown } : null;
}

/** Plans a change and lets the resource's hook adjust the plan. */
function planChange(
  resource: Resource<unknown>,
  config: ObjectValue,
  hook: Omit<PlanRequest<Schema>, "config" | "plan" | "prior"> & { readonly prior: ObjectValue | null },
): ObjectValue {
  const { prior, diagnostics } = hook;
  const { type } = resource.schema;
  const plan = planObject(type, config, prior);
  refuseDuplicateElements(type, config, plan, diagnostics);
  if (resource.plan === undefined) return plan;
  const adjusted = resource.plan({ ...hook, config, plan } as PlanRequest<Schema>);
  return checkPlan(type, config, prior, adjusted as ObjectValue, diagnostics);
}

/**
 * Lets the resource add diagnostics. An error that it throws is only a warning, so that it cannot stop the
 * plan.
 */
async function lookAhead(
  session: Session,
  resource: Resource<unknown>,
  change: {
    config: ObjectValue | null;
    prior: ObjectValue | null;
    plan: ObjectValue | null;
    privateState: PrivateState;
    diagnostics: Diagnostics;
  },
): Promise<void> {
  if (resource.warn === undefined) return;
  const { context, stop } = session;
  const request = { ...change, context, signal: stop.signal } as WarnRequest<unknown, Schema>;
  try {
    await resource.warn(request);
  } catch (error) {
    const doing = "look ahead at what this change does";
    logThrown(error, doing);
    change.diagnostics.thrownAsWarning(error, doing);
  }
}
