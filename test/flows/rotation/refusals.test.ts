import {
  ConstructError,
  ScimIntegration,
  TokenRotation,
  type TokenRotationOptions,
} from "../../../constructs";
import { emptyStack } from "../../constructs/synthesis";
import { ClockedStage } from "../../support/moved-clock/clocked-stage";
import { said, slots } from "../support/slots";

jest.setTimeout(120_000);

interface Combination {
  readonly hcl: string;
  readonly props: TokenRotationOptions;
  /** What the plan says, and the synthesis. */
  readonly plan: string;
  readonly synth: string;
}

const COMBINATIONS: Readonly<Record<string, Combination>> = {
  due_at_birth: {
    hcl: 'lifetime = "30d"\n rotate_before = "30d"',
    props: { lifetime: "30d", rotateBefore: "30d" },
    plan: "rotate_before must be shorter than lifetime",
    synth: "rotateBefore must be shorter than lifetime (30d)",
  },
  due_at_birth_by_default: {
    hcl: 'rotate_before = "365d"',
    props: { rotateBefore: "365d" },
    plan: "A token that lives 8760h would be due for rotation",
    synth: "rotateBefore must be shorter than lifetime (8760h)",
  },
  end_of_an_endless: {
    hcl: 'lifetime = "never"\n rotate_before = "30d"',
    props: { lifetime: "never", rotateBefore: "30d" },
    plan: "rotate_before does not go with a token that never ends",
    synth: 'rotateBefore must be left out with lifetime "never"',
  },
  overlap_past_the_end: {
    hcl: 'rotate_before = "1d"\n overlap = "25h"',
    props: { rotateBefore: "1d", overlap: "25h" },
    plan: "overlap must not be longer than rotate_before",
    synth: "overlap must not be longer than rotateBefore (1d)",
  },
  overlap_past_a_life: {
    hcl: 'lifetime = "1h"\n overlap = "2h"',
    props: { lifetime: "1h", overlap: "2h" },
    plan: "overlap must not be longer than lifetime",
    synth: "overlap must not be longer than lifetime (1h)",
  },
  use_after_the_end: {
    hcl: 'lifetime = "3h"\n expected_use_within = "3h"',
    props: { lifetime: "3h", expectedUseWithin: "3h" },
    plan: "expected_use_within must be shorter than lifetime",
    synth: "expectedUseWithin must be shorter than lifetime (3h)",
  },
  use_after_the_rotation: {
    hcl: 'lifetime = "10d"\n rotate_before = "9d"\n expected_use_within = "1d"',
    props: { lifetime: "10d", rotateBefore: "9d", expectedUseWithin: "1d" },
    plan: "A token is rotated after 24h (lifetime 10d, rotate_before 9d)",
    synth: "expectedUseWithin must be shorter than lifetime without rotateBefore",
  },
  sealed_for_nobody: {
    hcl: 'storage = "sealed"',
    props: { storage: "sealed" as NonNullable<TokenRotationOptions["storage"]> },
    plan: "sealing_public_key is missing",
    synth: "sealingPublicKey is missing",
  },
};

const stage = new ClockedStage();
let plan: Awaited<ReturnType<typeof said>>;
beforeAll(async () => {
  await stage.open({ maxTokenOverlapSeconds: 86_400 });
  const all = Object.entries(COMBINATIONS).map(([name, { hcl }]) => [name, hcl]);
  plan = await said(stage.space().configure(slots("Refused", Object.fromEntries(all))));
});
afterAll(() => stage.close());

describe.each(Object.entries(COMBINATIONS))(
  "(9) an impossible combination (%s)",
  (name, { props, ...says }) => {
    it("(9) is refused by the plan", () => {
      expect(plan.code).toBe(1);
      expect(plan.of(name)).toContain(says.plan);
    });

    it("(9) is refused by the synthesis", () => {
      const integration = ScimIntegration.fromIntegrationId(emptyStack(), "it", "6a1d9f5e");
      const build = () => new TokenRotation(emptyStack(), "slot", { integration, ...props });
      expect(build).toThrow(ConstructError);
      expect(build).toThrow(says.synth);
    });
  },
);
