import * as z from "zod/mini";
import type { Connection } from "../../client/connection";
import { IdpRefusal } from "../common/idp-refusal";
import { keepSecret } from "../common/keep-secret";
import { callForBody, callForSuccess } from "../common/send-call";
import { type AzureCredentials, graphAccessToken } from "./access-token";
import { type EntraApplication, jobsCall, secretsCall, validateCall } from "./calls";
import { GRAPH_WORDS, VALIDATION_WORDS } from "./refusals";

/** A provisioning job. `status.code` is `Active`, `Paused`, `Quarantine` and others. */
const job = z.object({
  id: z.string(),
  status: z.optional(z.nullable(z.object({ code: z.optional(z.nullable(z.string())) }))),
});
const jobList = z.object({ value: z.array(job) });
type Job = z.infer<typeof job>;

/** The provisioning job that was tried. */
export interface ValidatedJob {
  readonly id: string;
  /** Its status before the new token; null when Entra does not tell. */
  readonly status: string | null;
}

/**
 * Sets the address and the token of an enterprise application in Entra, and lets Entra try both. It finds the
 * job first, so that a wrong id changes nothing.
 * @returns the job; null for an application without one. Nothing was tried then.
 * @throws as callForBody does, and IdpRefusal when the job to try is not clear.
 */
export async function setEntraToken(given: {
  readonly connection: Connection;
  readonly application: EntraApplication;
  readonly credentials: AzureCredentials;
  readonly integrationUrl: string;
  /** The new SCIM token. */
  readonly token: string;
  /** Id of the job to try. Absent: the only one. */
  readonly jobId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}): Promise<ValidatedJob | null> {
  const { connection, application, credentials, integrationUrl, token, jobId, signal } = given;
  keepSecret(connection.secrets, token);
  const { graphUrl } = application;
  const bearer = await graphAccessToken({ connection, credentials, graphUrl, signal });
  const session = { connection, words: GRAPH_WORDS, authorization: `Bearer ${bearer}`, signal };
  const { value: jobs } = await callForBody(session, jobsCall(application), jobList);
  const chosen = chosenJob(jobs, jobId);
  await callForSuccess(session, secretsCall(application, integrationUrl, token));
  if (chosen === null) return null;
  await callForSuccess({ ...session, words: VALIDATION_WORDS }, validateCall(application, chosen.id));
  return { id: chosen.id, status: chosen.status?.code ?? null };
}

function chosenJob(jobs: readonly Job[], jobId: string | undefined): Job | null {
  const ids = jobs.map(({ id }) => id).join(", ");
  if (jobId !== undefined) {
    const found = jobs.find(({ id }) => id === jobId);
    if (found !== undefined) return found;
    throw new IdpRefusal(
      `The application has no provisioning job ${jobId}. It has ${ids || "none"}. Nothing was changed.`,
    );
  }
  if (jobs.length <= 1) return jobs[0] ?? null;
  throw new IdpRefusal(
    `The application has ${jobs.length} provisioning jobs, and Entra tries the token with one of them. ` +
      `Choose it by --job: ${ids}. Nothing was changed.`,
  );
}
