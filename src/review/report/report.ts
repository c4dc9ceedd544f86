import * as z from "zod/mini";
import { SEVERITIES } from "../findings/finding";

export const VERDICTS = ["clean", "attention", "blocked"] as const;
export type Verdict = (typeof VERDICTS)[number];

const number = z.int().check(z.minimum(0));
const optionalNumber = z.optional(number);

const counts = z.object({
  /** Exactly so many people. */
  people: optionalNumber,
  atLeast: optionalNumber,
  atMost: optionalNumber,
  /** Of how many people. */
  of: optionalNumber,
  /** Days that are left or have passed; the effect says which. */
  days: optionalNumber,
});

const finding = z.object({
  /** The name of the rule. It never changes. */
  code: z.string(),
  severity: z.enum(SEVERITIES),
  /** Address of the resource, or of the block for several instances; empty for the plan as a whole. */
  address: z.string(),
  instances: z.array(z.string()),
  effect: z.string(),
  counts,
  samples: z.array(
    z.object({ what: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
  ),
  remedy: z.string(),
  /** The exception of review.yaml that accepts the finding. */
  exception: z.nullable(z.object({ reason: z.string(), until: z.string() })),
});

const changeCounts = z.object({
  create: number,
  update: number,
  delete: number,
  replace: number,
  forget: number,
  import: number,
  move: number,
});

const count = z.object({ atLeast: number, atMost: z.nullable(number) });

/** The people whom the plan affects, by what becomes of their sign-in. The groups do not overlap. */
const people = z.object({
  all: count,
  keep: count,
  rekeyed: count,
  needAnotherToken: count,
  needSecondFactor: count,
  lose: count,
});

/**
 * What `review --format json` prints. `formatVersion` counts up its second number for a new key, and its
 * first when a key goes or changes its meaning.
 */
export const report = z.object({
  formatVersion: z.literal("1.0"),
  verdict: z.enum(VERDICTS),
  findings: z.array(finding),
  /** Null when nobody's sign-in is known to change. The findings may say more. */
  people: z.nullable(people),
  /** Changes of every provider in the plan, and of ours alone. */
  changes: z.object({ all: changeCounts, own: changeCounts }),
  /** What changes on our objects. */
  objects: z.array(
    z.object({
      address: z.string(),
      instances: number,
      action: z.string(),
      previousAddress: z.nullable(z.string()),
      attributes: z.array(
        z.object({ path: z.string(), meaning: z.string(), before: z.string(), after: z.string() }),
      ),
    }),
  ),
  /** What a reader must know about the numbers. */
  notes: z.array(z.string()),
});
export type Report = z.infer<typeof report>;
export type ReportFinding = Report["findings"][number];
export type ReportObject = Report["objects"][number];
export type ReportPeople = NonNullable<Report["people"]>;
