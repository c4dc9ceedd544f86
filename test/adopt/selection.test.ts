import { AdoptError } from "../../src/adopt/adopt-error";
import { checkedSelection, isExcluded, isSelected, parsePattern } from "../../src/adopt/selection";

function selection(only: readonly string[], exclude: readonly string[] = []) {
  return { only: only.map(parsePattern), exclude: exclude.map(parsePattern) };
}

test.each([
  [[], [], true],
  [["policies"], [], true],
  [["netfoundry_auth_policy"], [], true],
  [["signers"], [], false],
  [["signers", "Staff*"], [], true],
  [["staff*"], [], false],
  [["policy:Staff (?)"], [], true],
  [["signer:Staff*"], [], false],
  [["Staff .1."], [], false],
  [[], ["Staff*"], false],
  [[], ["signers:Staff*"], true],
  [["policies"], ["*1*"], false],
])('--only %j --exclude %j of the policy "Staff (1)": %s', (only, exclude, expected) => {
  expect(isSelected(selection(only, exclude), "policy", "Staff (1)")).toBe(expected);
});

test("every character but * and ? stands for itself", () => {
  const name = "\\^$.+()[]{}|/-#&~ é日👍";
  expect(isSelected(selection([name]), "policy", name)).toBe(true);
  expect(isSelected(selection([name]), "policy", `${name}!`)).toBe(false);
});

test("a name of several lines matches as a whole", () => {
  expect(isSelected(selection(["one*two"]), "policy", "one\ntwo")).toBe(true);
});

test("--exclude tokens leaves out the slot alone", () => {
  const given = selection([], ["tokens"]);
  expect(isSelected(given, "integration", "Okta")).toBe(true);
  expect(isExcluded(given, "token", "Okta")).toBe(true);
  expect(isExcluded(given, "mapping", "Okta")).toBe(false);
});

test("--only tokens is refused with what to do, since a slot comes with its integration", () => {
  expect(() => checkedSelection(selection(["tokens"]))).toThrow(AdoptError);
  expect(() => checkedSelection(selection(["tokens"]))).toThrow(/Select integrations/);
});
