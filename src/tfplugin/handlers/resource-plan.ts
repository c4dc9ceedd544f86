import { Diagnostics } from "../diagnostics";
import { checkPlan } from "../plan-check";
import { planObject } from "../planning";
import { replacedPaths } from "../replacement";
import type { PlanRequest, Resource, WarnRequest } from "../resource";
import type { Schema } from "../schema/schema";
import type { Session } from "../session";
import type { Path } from "../value/path";
import type { ObjectValue } from "../value/type";
import type { DynamicValue } from "../wire/protocol";
import { attempt, offered, wireDiagnostics, wirePath } from "./answer";
import { readObject, writeObject } from "./dynamic";
import type { Handlers } from "./handlers";
import { validateConfig } from "./validate-config";

type PlanHandlers = Pick<Handlers, "ValidateResourceConfig" | "PlanResourceChange">;

interface Planned {
  readonly state: DynamicValue | null;
  readonly replaced: readonly Path[];
}

/** The calls before anything happens: is the configuration right, and what will be done. */
export function resourcePlanHandlers(session: Session): PlanHandlers {
  return {
    async ValidateResourceConfig({ typeName, config: given, clientCapabilities }) {
      const writeOnlyAllowed = clientCapabilities?.writeOnlyAttributesAllowed === true;
      const find = () => offered(session, "resources", typeName);
      return validateConfig(typeName, given, find, writeOnlyAllowed);
    },

    async PlanResourceChange({ typeName, priorState, proposedNewState, config: given, priorPrivate }) {
      const diagnostics = new Diagnostics();
      const plan = async (): Promise<Planned> => {
        const resource = offered(session, "resources", typeName);
        const { type } = resource.schema;
        const prior = readObject(type, priorState);
        // Config is there for a destroy too; only the proposed state says that there shall be nothing.
        const isDestroy = readObject(type, proposedNewState) === null;
        const config = isDestroy ? null : (readObject(type, given) ?? {});
        const planned = config === null ? null : planChange(resource, config, prior, diagnostics);
        if (!diagnostics.hasErrors)
          await lookAhead(session, resource, { config, prior, plan: planned }, diagnostics);
        const replaced =
          config === null || prior === null || planned === null
            ? []
            : replacedPaths(type, config, prior, planned);
        return { state: writeObject(type, planned), replaced };
      };
      const nothing = (): Planned => ({ state: null, replaced: [] });
      const { state, replaced } = await attempt(diagnostics, `plan ${typeName}`, plan, nothing);
      return {
        plannedState: state,
        requiresReplace: replaced.map(wirePath),
        plannedPrivate: priorPrivate ?? new Uint8Array(),
        diagnostics: wireDiagnostics(diagnostics),
      };
    },
  };
}

/** The framework's plan, adjusted by the resource's own hook. */
function planChange(
  resource: Resource<unknown>,
  config: ObjectValue,
  prior: ObjectValue | null,
  diagnostics: Diagnostics,
): ObjectValue {
  const { type } = resource.schema;
  const plan = planObject(type, config, prior);
  if (resource.plan === undefined) return plan;
  const adjusted = resource.plan({ config, prior, plan, diagnostics } as PlanRequest<Schema>);
  return checkPlan(type, config, prior, adjusted as ObjectValue, diagnostics);
}

/** Lets the resource look ahead. It cannot stop a plan by failing: only what it reports itself counts. */
async function lookAhead(
  session: Session,
  resource: Resource<unknown>,
  change: { config: ObjectValue | null; prior: ObjectValue | null; plan: ObjectValue | null },
  diagnostics: Diagnostics,
): Promise<void> {
  if (resource.warn === undefined || session.context === null) return;
  const { context, stop } = session;
  const request = { ...change, context, signal: stop.signal, diagnostics } as WarnRequest<unknown, Schema>;
  try {
    await resource.warn(request);
  } catch (error) {
    diagnostics.thrownAsWarning(error, "look ahead at what this change does");
  }
}
