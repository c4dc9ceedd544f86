import { type TerraformStack, TerraformVariable } from "cdktf";
import { Secret, SignInCheck } from "../../constructs";
import { refusal } from "./refusal";
import { emptyStack } from "./synthesis";

describe("the check of a sign-in", () => {
  const check = (count: number, expectedIdentityId?: string) => (stack: TerraformStack) => {
    const token = Secret.fromVariable(new TerraformVariable(stack, "id_token", { sensitive: true }));
    const tokens = Array.from({ length: count }, () => token);
    return new SignInCheck(stack, "it", { tokens, expectedIdentityId });
  };

  test.each([0, 4])("fails with %d tokens", (count) => {
    expect(refusal(check(count)).message).toBe(
      `stack/it: tokens must be 1 to 3 JWTs, got ${count}; give the one that signs in, ` +
        "and up to two more as a second factor",
    );
  });

  test.each([1, 3])("takes %d tokens", (count) => {
    expect(() => check(count)(emptyStack())).not.toThrow();
  });

  test("fails with a blank identity", () => {
    expect(refusal(check(1, "")).message).toBe(
      'stack/it: expectedIdentityId must be a text that is not blank, got ""; ' +
        "give the id of an identity, or leave it out",
    );
  });
});
