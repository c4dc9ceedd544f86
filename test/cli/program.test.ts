import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, CommanderError } from "commander";
import { commandTree } from "../../src/cli/completion/command-tree";
import { CliError, unreachableError } from "../../src/cli/errors/cli-error";
import { describeFailure } from "../../src/cli/errors/failure";
import { packageRoot } from "../../src/cli/package-root";
import { createProgram } from "../../src/cli/program";
import { file, temporaryFolder } from "../support/temporary-folder";
import { width } from "./fake-terminal";

/** Parses arguments without ending the process; gives what was printed and the exit code. */
async function run(...words: string[]): Promise<{ text: string; code: number }> {
  let text = "";
  const program = createProgram();
  const quiet = (command: Command) => {
    command.exitOverride().configureOutput({
      writeOut: (more) => {
        text += more;
      },
      writeErr: (more) => {
        text += more;
      },
    });
    command.commands.forEach(quiet);
  };
  quiet(program);
  try {
    await program.parseAsync(words, { from: "user" });
    return { text, code: 0 };
  } catch (error) {
    return { text, code: describeFailure(error).exitCode };
  }
}

/** The words of every command, `""` in the place of those that are not there. */
function commandPaths(): [string, string][] {
  return commandTree(createProgram()).map(({ path: [first = "", second = ""] }) => [first, second]);
}

describe("the command line", () => {
  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot().directory, "package.json"), "utf8"));
    expect(await run("--version")).toEqual({ text: `${version}\n`, code: 0 });
  });

  test("--help lists the commands", async () => {
    const { text } = await run("--help");
    for (const command of ["serve", "provider", "quickstart", "connect", "idp", "token", "completion"])
      expect(text).toMatch(new RegExp(`^  ${command} `, "m"));
  });

  test("an unknown command is named, the nearest one is proposed, and the help is pointed to", async () => {
    const { text, code } = await run("srve");
    expect(code).toBe(64);
    expect(text).toContain("unknown command 'srve'");
    expect(text).toContain("Did you mean serve?");
    expect(text).toContain("netfoundry-scim --help");
  });

  test.each([
    [["serve", "--port", "70000"], "Give a port from 0 to 65535; 0 takes a free one."],
    [["serve", "--port", "-1"], "Give a port from 0 to 65535"],
    [["serve", "--port", "8e3"], "Give a port from 0 to 65535"],
    [["serve", "--network-name", " "], "Give a name, or leave the option out."],
    [["serve", "--max-token-overlap", "1.5"], "Give a whole number of seconds, 0 or more."],
    [
      ["serve", "--public-url", "scim.example.com"],
      "Give https:// and a host, as in https://scim.example.com",
    ],
    [["serve", "--public-url", "https://scim.example.com/below"], "without a path"],
    [["serve", "--public-url", "https://me:hunter2@scim.example.com"], "https://[secret]@scim.example.com"],
    [
      ["serve", "--trusted-proxy", "proxy.example.com"],
      "Give an IP address, or a range of them as in 10.0.0.0/8.",
    ],
    [["serve", "--trusted-proxy", "10.0.0.0/33"], "Give an IP address, or a range of them as in 10.0.0.0/8."],
    [["serve", "--trusted-proxy", "0.0.0.0/0"], "Give an IP address, or a range of them as in 10.0.0.0/8."],
    [["serve", "--audit-retention", "-1"], "Give a whole number of days from 0 to 36500; 0 stands for ever."],
    [
      ["serve", "--audit-retention", "99999"],
      "Give a whole number of days from 0 to 36500; 0 stands for ever.",
    ],
    [["serve", "--prot", "1"], "Did you mean --port?"],
    [["serve", "here"], "too many arguments for 'serve'"],
    [["provider", "instal"], "Did you mean install?"],
    [["token", "open", "--print"], "required option '--key-file <file>' not specified"],
    [["completion", "tcsh"], "Allowed choices are bash, zsh, fish."],
    [["idp", "otka"], 'did you mean "okta"?'],
    [["idp", "okta", "--ulr", "x"], "Did you mean --url?"],
    [["idp", "okta", "--token", "hunter2"], "unknown option '--token'"],
  ])("%s is refused with what is allowed", async (words, message) => {
    const { text, code } = await run(...words);
    expect(code).toBe(64);
    expect(text).toContain(message);
  });

  test.each(commandPaths())(
    "`%s --help` has examples and exit codes and fits 80 columns",
    async (...path) => {
      const { text, code } = await run(...path.filter(Boolean), "--help");
      expect(code).toBe(0);
      expect(text).toMatch(/^Examples:\n {2}\$ /m);
      expect(text).toMatch(/^ {2}0 {3}success\n {2}1 {3}\S/m);
      expect(text).toMatch(/^ {2}64 {2}the command line is wrong$/m);
      expect(width(text)).toBeLessThanOrEqual(80);
    },
  );

  test.each([[[]], [["provider"]], [["connect"]], [["idp"]], [["token"]]])(
    "%j without a command shows the help and is a wrong command line",
    async (words) => {
      const { text, code } = await run(...words);
      expect(code).toBe(64);
      expect(text).toContain("Usage: netfoundry-scim");
    },
  );

  test("serve --help names the default port and the credential's variables", async () => {
    const { text } = await run("serve", "--help");
    expect(text).toMatch(/\(default:\s+8080\)/);
    expect(text).toContain("NF_CLIENT_ID and NF_CLIENT_SECRET");
  });
});

test.each([
  [["postgres://scim:hunter2@db/scim"]],
  [["serve", "postgres://scim:hunter2@db/scim"]],
  [["serve", "--databse=postgres://scim:hunter2@db/scim"]],
  [["serve", "--port", "postgres://scim:hunter2@db/scim"]],
  [["idp", "okta", "--token=hunter2"]],
  [["idp", "okta", "--token", "hunter2"]],
])("a password in a wrong command line is not repeated: %j", async (words) => {
  const { text, code } = await run(...words);
  expect(code).toBe(64);
  expect(text).not.toContain("hunter2");
});

describe("a failure", () => {
  test("shows no password, whatever quotes it", () => {
    const error = new Error("no database at postgres://scim:hunter2@db/scim");
    expect(describeFailure(error, { NF_DEBUG: "1" }).message).not.toContain("hunter2");
    expect(describeFailure(new CliError(error.message), {}).message).toBe(
      "netfoundry-scim: no database at postgres://[secret]@db/scim\n",
    );
  });

  test("is one message without a stack trace", () => {
    const { message, exitCode } = describeFailure(new TypeError("it broke"), {});
    expect(message).toBe("netfoundry-scim: it broke\n");
    expect(exitCode).toBe(1);
  });

  test("carries its own exit code", () => {
    expect(describeFailure(new CliError("interrupted", 130), {}).exitCode).toBe(130);
  });

  test("is 69 when the error, or one of its causes, says that a server could not be reached", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    expect(describeFailure(refused, {}).exitCode).toBe(69);
    expect(describeFailure(new Error("no schema", { cause: refused }), {}).exitCode).toBe(69);
    expect(describeFailure(unreachableError("no answer"), {}).exitCode).toBe(69);
  });

  test("of the command line is printed by commander alone", () => {
    const error = new CommanderError(1, "commander.unknownOption", "error: unknown option");
    expect(describeFailure(error, {})).toEqual({ message: "", exitCode: 64 });
  });

  test("shows where it came from when asked to, unless it is one the reader can act on", () => {
    expect(describeFailure(new TypeError("it broke"), { NF_DEBUG: "1" }).message).toContain(
      "program.test.ts",
    );
    expect(describeFailure(new CliError("no terraform"), { NF_DEBUG: "1" }).message).toBe(
      "netfoundry-scim: no terraform\n",
    );
  });

  test("may be anything", () => {
    expect(describeFailure("words", {}).message).toBe("netfoundry-scim: words\n");
  });
});

describe("the package root", () => {
  test("is found from any depth, past the package.json of others", () => {
    const directory = temporaryFolder();
    file(join(directory, "package.json"), '{"name": "netfoundry-scim", "version": "9.9.9"}');
    file(join(directory, "dist", "package.json"), '{"type": "commonjs"}');
    expect(packageRoot(join(directory, "dist", "src", "cli"))).toEqual({ directory, version: "9.9.9" });
  });

  test("not found is an error that says where it was looked for", () => {
    expect(() => packageRoot("/")).toThrow("no package.json of netfoundry-scim in /");
  });
});
