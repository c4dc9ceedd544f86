import * as z from "zod/mini";
import { SEVERITIES } from "../findings/finding";
import { ALL_RULES } from "../rules/all-rules";

const [firstCode = "", ...otherCodes] = ALL_RULES.map(({ code }) => code);
const code = z.enum([firstCode, ...otherCodes]);
const severity = z.enum(SEVERITIES);

/** A finding that somebody accepts for a while. */
const exception = z.strictObject({
  code,
  /** Address of the resource or of its block; every address when it is left out. */
  address: z.optional(z.string().check(z.minLength(1))),
  /** The last day on which it holds (UTC), as in 2026-12-31. */
  until: z.iso.date(),
  reason: z.string().check(z.refine((text) => text.trim() !== "", { error: "must say why" })),
});
export type Exception = z.infer<typeof exception>;

/** `review.yaml`. */
export const reviewSettings = z.strictObject({
  /** Other severities than the rules' own, by the code of the rule. */
  severities: z.optional(z.partialRecord(code, severity)),
  /** How often the pipeline runs, as in 24h or 7d: a token that ends before the next run is a finding. */
  schedule: z.optional(
    z.string().check(z.regex(/^[1-9]\d*[mhdw]$/, { error: "must be a duration such as 24h or 7d" })),
  ),
  exceptions: z.optional(z.array(exception)),
});
export type ReviewSettings = z.infer<typeof reviewSettings>;
