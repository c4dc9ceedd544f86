import type { Resource } from "../../tfplugin";
import type { ProviderContext } from "../context";
import { type AccessProblem, type ApiFamily, accessProblem } from "./access-problem";

/**
 * Checks with the first plan that the API accepts the account and the network of the provider block. A
 * refusal is an error of the plan, because apply would fail with it half-way. No answer is only a warning.
 */
export function checksAccess(
  family: ApiFamily,
  resource: Resource<ProviderContext>,
): Resource<ProviderContext> {
  return {
    ...resource,
    async warn(request) {
      const { context, plan, signal, diagnostics } = request;
      const problem = context === null ? null : await checkOnce(family, context, signal);
      if (problem?.isRefusal) return diagnostics.error(problem.text);
      if (problem !== null) diagnostics.warning(problem.text);
      // Whatever else a change would ask the API gets no answer either.
      if (problem === null || plan === null) await resource.warn?.(request);
    },
  };
}

/** One check per run: without an answer, each one takes as long as all its repetitions. */
function checkOnce(
  family: ApiFamily,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<AccessProblem | null> {
  const { accessChecks } = context;
  const check = accessChecks.get(family) ?? checkAccess(family, context, signal);
  accessChecks.set(family, check);
  return check;
}

async function checkAccess(
  family: ApiFamily,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<AccessProblem | null> {
  const client = context.client();
  try {
    if (family === "edge") await client.openSession({ signal });
    else await client.confirmAccess({ signal });
    return null;
  } catch (failure) {
    return accessProblem(failure);
  }
}
