import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { bashCompletion } from "../../../src/cli/completion/bash";
import { commandTree } from "../../../src/cli/completion/command-tree";
import { fishCompletion } from "../../../src/cli/completion/fish";
import { zshCompletion } from "../../../src/cli/completion/zsh";
import { createProgram } from "../../../src/cli/program";
import { file, temporaryFolder } from "../../support/temporary-folder";

const tree = commandTree(createProgram());

function shell(name: string, ...args: string[]) {
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: "utf8" });
  return { status, stdout, stderr, missing: (error as NodeJS.ErrnoException | undefined)?.code === "ENOENT" };
}

/** What a real bash offers for a command line, the last word being typed. */
function bashOffers(...words: string[]): string[] {
  const script = file(join(temporaryFolder(), "completion.bash"), bashCompletion(tree));
  const program =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash expands it, not JavaScript
    'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _netfoundry_scim; printf "%s\\n" "${COMPREPLY[@]}"';
  const { stdout, stderr } = shell("bash", "-c", program, "bash", script, "netfoundry-scim", ...words);
  expect(stderr).toBe("");
  return stdout.split("\n").filter(Boolean);
}

describe("the completion of bash", () => {
  test("is valid for bash", () => {
    const script = file(join(temporaryFolder(), "completion.bash"), bashCompletion(tree));
    expect(shell("bash", "-n", script)).toMatchObject({ status: 0, stderr: "" });
  });

  test("offers every command of the program", () => {
    const commands = createProgram().commands.map((command) => command.name());
    expect(bashOffers("")).toEqual(expect.arrayContaining(commands));
  });

  test.each([
    [["prov"], ["provider"]],
    [
      ["provider", ""],
      ["install", "debug", "--help"],
    ],
    [["provider", "install", "--d"], ["--dir"]],
    [["idp", "okta", "--sc"], ["--scenario"]],
    [["idp", "okta", "--variant", "oin", "--to"], ["--token-file"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish", "--help"],
    ],
  ])("completes %j with %j", (words, offers) => {
    expect(bashOffers(...words)).toEqual(offers);
  });

  test("leaves the value of an option to file names, and does not take it for a command", () => {
    expect(bashOffers("serve", "--database", "")).toEqual([]);
    expect(bashOffers("serve", "--database", "provider", "--po")).toEqual(["--port"]);
  });
});

describe.each([
  ["zsh", zshCompletion],
  ["fish", fishCompletion],
] as const)("the completion of %s", (name, script) => {
  test("has every command and option of the program", () => {
    const text = script(tree);
    for (const { commands, options } of tree) {
      for (const command of commands) expect(text).toContain(command.name);
      for (const { flag } of options) expect(text).toContain(name === "fish" ? `-l ${flag.slice(2)}` : flag);
    }
  });

  test(`is valid for ${name}, where it is installed`, () => {
    const path = file(join(temporaryFolder(), "completion"), script(tree));
    const checked = shell(name, "-n", path);
    if (!checked.missing) expect(checked).toMatchObject({ status: 0, stderr: "" });
  });
});
