import * as z from "zod/mini";
import { jsonOf } from "../../client/http/json";
import type { ApiAnswer } from "../../client/http/message";
import { parse } from "../../contract/parse";
import type { RefusalWords } from "../common/idp-refusal";

/** Body of an error of Microsoft Graph. */
const graphError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const ADVICE: Readonly<Record<number, string>> = {
  401:
    "Graph does not accept the access token. --graph-url and --login-url must belong to the same cloud, " +
    "and AZURE_TENANT_ID must be the tenant of the application.",
  403:
    "The app AZURE_CLIENT_ID lacks a right. Give it the application permission " +
    "Application.ReadWrite.OwnedBy and make it an owner of the enterprise application, or give it " +
    "Synchronization.ReadWrite.All. An administrator has to consent to either.",
};

/** The words of Graph. */
export const GRAPH_WORDS: RefusalWords = {
  idp: "Microsoft Graph",
  said,
  advice: ({ status }) =>
    status === 404
      ? "There is no such enterprise application in this tenant. --service-principal takes its object ID, " +
        "which its page Overview shows; the application (client) ID is another one."
      : (ADVICE[status] ?? ""),
};

/** The words of Graph for a failed try of the saved address and token. */
export const VALIDATION_WORDS: RefusalWords = {
  ...GRAPH_WORDS,
  advice: ({ status }) =>
    status === 400
      ? "Entra has the new token, but could not use it. Entra must reach the integration URL, and the " +
        "token must be the newest of that integration."
      : (ADVICE[status] ?? ""),
};

function said(answer: ApiAnswer): string | null {
  const json = jsonOf(answer);
  const parsed = json.ok ? parse(graphError, json.value) : null;
  return parsed?.ok ? `${parsed.value.error.code}: ${parsed.value.error.message}` : null;
}
