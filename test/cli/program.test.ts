import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { CliError } from "../../src/cli/cli-error";
import { describeFailure } from "../../src/cli/failure";
import { packageRoot } from "../../src/cli/package-root";
import { createProgram } from "../../src/cli/program";
import { file, removeTemporaryDirectories, temporaryDirectory } from "./temporary";

afterAll(removeTemporaryDirectories);

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
    return { text, code: (error as { exitCode: number }).exitCode };
  }
}

describe("the command line", () => {
  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot().directory, "package.json"), "utf8"));
    expect(await run("--version")).toEqual({ text: `${version}\n`, code: 0 });
  });

  test("--help lists the commands", async () => {
    const { text } = await run("--help");
    for (const command of ["serve", "provider", "quickstart"])
      expect(text).toMatch(new RegExp(`^  ${command} `, "m"));
  });

  test("an unknown command is named, the nearest one is proposed, and the help is pointed to", async () => {
    const { text, code } = await run("srve");
    expect(code).toBe(1);
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
    [["serve", "--prot", "1"], "Did you mean --port?"],
  ])("%s is refused with what is allowed", async (words, message) => {
    const { text, code } = await run(...words);
    expect(code).toBe(1);
    expect(text).toContain(message);
  });

  test("serve --help names the default port and the credential's variables", async () => {
    const { text } = await run("serve", "--help");
    expect(text).toMatch(/\(default:\s+8080\)/);
    expect(text).toContain("NF_CLIENT_ID and NF_CLIENT_SECRET");
  });
});

describe("a failure", () => {
  test("is one message without a stack trace", () => {
    const { message, exitCode } = describeFailure(new TypeError("it broke"), {});
    expect(message).toBe("netfoundry-scim: it broke");
    expect(exitCode).toBe(1);
  });

  test("carries its own exit code", () => {
    expect(describeFailure(new CliError("interrupted", 130), {}).exitCode).toBe(130);
  });

  test("shows where it came from when asked to, unless it is one the reader can act on", () => {
    expect(describeFailure(new TypeError("it broke"), { NF_DEBUG: "1" }).message).toContain(
      "program.test.ts",
    );
    expect(describeFailure(new CliError("no terraform"), { NF_DEBUG: "1" }).message).toBe(
      "netfoundry-scim: no terraform",
    );
  });

  test("may be anything", () => {
    expect(describeFailure("words", {}).message).toBe("netfoundry-scim: words");
  });
});

describe("the package root", () => {
  test("is found from any depth, past the package.json of others", () => {
    const directory = temporaryDirectory();
    file(join(directory, "package.json"), '{"name": "netfoundry-scim", "version": "9.9.9"}');
    file(join(directory, "dist", "package.json"), '{"type": "commonjs"}');
    expect(packageRoot(join(directory, "dist", "src", "cli"))).toEqual({ directory, version: "9.9.9" });
  });

  test("not found is an error that says where it was looked for", () => {
    expect(() => packageRoot("/")).toThrow("no package.json of netfoundry-scim in /");
  });
});
