import { ApiError } from "../../client/errors/api-error";
import { ConnectionError } from "../../client/errors/connection-error";
import { CredentialsError } from "../../client/errors/credentials-error";
import { NetworkChoiceError } from "../../client/errors/network-choice-error";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { DiagnosticText } from "../../tfplugin";
import { asSentence } from "../as-sentence";

/** The family of the API that a resource belongs to. */
export type ApiFamily = "gateway" | "edge";

/** Why the API cannot be used. */
export interface AccessProblem {
  /** Whether the API refused. Otherwise it gave no answer of its own. */
  readonly isRefusal: boolean;
  readonly text: DiagnosticText;
}

/** What a failed check of the account and the network means for a plan. */
export function accessProblem(failure: unknown): AccessProblem {
  const message = failure instanceof Error ? failure.message : String(failure);
  const refusal = refusalSummary(failure);
  if (refusal !== null) return { isRefusal: true, text: { summary: refusal, detail: message } };
  const isSilence = failure instanceof ConnectionError;
  return {
    isRefusal: false,
    text: {
      summary: `The API gives no ${isSilence ? "" : "usable "}answer, so the plan is not checked against it`,
      detail: `${asSentence(message)} The plan goes on without it. Apply needs the API.`,
    },
  };
}

function refusalSummary(failure: unknown): string | null {
  if (failure instanceof NetworkChoiceError) return "The network of the provider cannot be used";
  if (failure instanceof NotFoundError) return "The API is not at the address of the provider";
  const isRefused = failure instanceof ApiError && (failure.status === 401 || failure.status === 403);
  return isRefused || failure instanceof CredentialsError
    ? "The API refuses the account of the provider"
    : null;
}
