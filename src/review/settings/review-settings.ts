import * as z from "zod/mini";
import { SEVERITIES } from "../findings/finding";
import { ALL_RULES } from "../rules/all-rules";

const [firstCode = "", ...otherCodes] = ALL_RULES.map(({ code }) => code);
const code = z.enum([firstCode, ...otherCodes]);
const severity = z.enum(SEVERITIES);

/** A finding that somebody accepts for a while. */
const exception = z.strictObject({
  code,
  address: z.optional(
    z
      .string()
      .check(
        z.minLength(1),
        z.describe(
          "Address of the resource or of its block. Left out, the exception holds for every address.",
        ),
      ),
  ),
  until: z.iso.date().check(z.describe("The last day on which it holds (UTC), as in 2026-12-31.")),
  reason: z.string().check(
    z.refine((text) => text.trim() !== "", { error: "must say why" }),
    z.describe("Why the finding is accepted. The report shows it."),
  ),
});
export type Exception = z.infer<typeof exception>;

/** `review.yaml`. */
export const reviewSettings = z.strictObject({
  severities: z.optional(
    z.partialRecord(code, severity).check(z.describe("Other severities than the rules' own.")),
  ),
  schedule: z.optional(
    z
      .string()
      .check(
        z.regex(/^[1-9]\d*[mhdw]$/, { error: "must be a duration such as 24h or 7d" }),
        z.describe(
          "How often the pipeline runs, as in 24h or 7d. A token that ends before the next run is a finding.",
        ),
      ),
  ),
  exceptions: z.optional(z.array(exception).check(z.describe("Findings that are accepted for a while."))),
});
export type ReviewSettings = z.infer<typeof reviewSettings>;
