import * as z from "zod/mini";
import { jsonOf } from "../../client/http/json";
import { parse } from "../../contract/parse";
import type { RefusalWords } from "../common/idp-refusal";

/** Body of an error of Okta's API. */
const oktaError = z.object({
  errorCode: z.string(),
  errorSummary: z.string(),
  errorCauses: z.optional(z.array(z.object({ errorSummary: z.string() }))),
});

const ADVICE: Readonly<Record<number, string>> = {
  401:
    "Okta does not accept OKTA_API_TOKEN. It may be revoked, or expired because nobody used it for 30 " +
    "days, or belong to another org than --org-url (OKTA_ORG_URL). Make a new one under Security > API > " +
    "Tokens.",
  403:
    "The administrator who made OKTA_API_TOKEN may not manage this app. Give that account the role of an " +
    "application administrator (okta.apps.manage), for this app at least.",
  404:
    "There is no such app in this org. --app takes the id in the address of the app's page in the Okta " +
    "console (0oa...), and --org-url (OKTA_ORG_URL) names the org.",
};

export const OKTA_WORDS: RefusalWords = {
  idp: "Okta",
  said(answer) {
    const json = jsonOf(answer);
    const parsed = json.ok ? parse(oktaError, json.value) : null;
    if (!parsed?.ok) return null;
    const { errorCode, errorSummary, errorCauses = [] } = parsed.value;
    return [`${errorCode} ${errorSummary}`, ...errorCauses.map((cause) => cause.errorSummary)].join("; ");
  },
  advice: ({ status }) => ADVICE[status] ?? "",
};
