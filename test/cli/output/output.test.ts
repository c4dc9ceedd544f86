import { stripVTControlCharacters } from "node:util";
import { Progress } from "../../../src/cli/output/progress";
import { card, table } from "../../../src/cli/output/table";
import { standardOutput } from "../../../src/cli/output/terminal";
import { fakeTerminal, width } from "../fake-terminal";

describe("tables", () => {
  test("are plain ASCII outside a terminal", () => {
    expect(table(fakeTerminal(), ["Name", "State"], [["ada", "enabled"]])).toBe(
      [
        "+------+---------+",
        "| Name | State   |",
        "+------+---------+",
        "| ada  | enabled |",
        "+------+---------+",
      ].join("\n"),
    );
  });

  test("wrap between words to fit 80 columns, the widest column first", () => {
    const row = [
      "ada@example.com",
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
    ];
    const drawn = table(fakeTerminal(), ["Name", "Attributes"], [row]);
    expect(width(drawn)).toBeLessThan(80);
    expect(drawn).toContain("| ada@example.com |");
    for (const word of row[1]?.split(" ") ?? []) expect(drawn).toMatch(new RegExp(`\\b${word}\\b`));
  });

  test("break a word only when it alone is wider than its column", () => {
    const drawn = table(fakeTerminal({ columns: 40 }), ["ID"], [["x".repeat(60)]]);
    expect(width(drawn)).toBeLessThan(40);
    expect(drawn.replaceAll(/[^x]/g, "")).toBe("x".repeat(60));
  });

  test("break a URL after a slash, before another column breaks inside a word", () => {
    const url = "https://gateway.example.com/scim/v2/8b0c6c9e-5d0f-4e0a-9b1e-2f6f1f1f1f1f";
    const drawn = table(fakeTerminal(), ["Name", "URL"], [["x".repeat(30), url]]);
    expect(drawn).toMatch(/\| https:\/\/gateway\.example\.com\/scim\/v2\/ +\|$/m);
    expect(drawn).toMatch(/\| 8b0c6c9e-5d0f-4e0a-9b1e-2f6f1f1f1f1f +\|$/m);
    expect(drawn).toContain(`| ${"x".repeat(30)} |`);
  });

  test("break a URL of three lines after slashes alone", () => {
    const url = "https://gateway.production.example.com/scim/v2/8b0c6c9e-5d0f-4e0a-9b1e-2f6f1f1f1f1f";
    const drawn = table(fakeTerminal(), ["Name", "URL"], [["x".repeat(30), url]]);
    expect(width(drawn)).toBeLessThan(80);
    const lines = [...drawn.matchAll(/^\|.*\| (\S+) +\|$/gm)].map(([, line]) => line);
    expect(lines.slice(1)).toEqual([
      "https://gateway.production.example.com/",
      "scim/v2/",
      "8b0c6c9e-5d0f-4e0a-9b1e-2f6f1f1f1f1f",
    ]);
  });

  test.each([
    ["lines where the screen shows Unicode", "en_GB.UTF-8", "┌"],
    ["ASCII where its locale does not", "C", "+"],
  ])("have borders of %s", (_which, locale, corner) => {
    const { LC_ALL } = process.env;
    process.env.LC_ALL = locale;
    try {
      expect(table(fakeTerminal({ interactive: true }), ["Name"], [["ada"]])).toMatch(`${corner}`);
    } finally {
      if (LC_ALL === undefined) delete process.env.LC_ALL;
      else process.env.LC_ALL = LC_ALL;
    }
  });

  test("have colour only where the terminal shows it", () => {
    const colourful = table(fakeTerminal({ interactive: true, colour: true }), ["Name"], [["ada"]]);
    expect(stripVTControlCharacters(colourful)).not.toBe(colourful);
    const pale = table(fakeTerminal({ interactive: true }), ["Name"], [["ada"]]);
    expect(stripVTControlCharacters(pale)).toBe(pale);
  });

  test("cards give each value a line of its own", () => {
    const url = "http://127.0.0.1:43127/scim/v2/8b0c6c9e-5d0f-4e0a-9b1e-2f6f1f1f1f1f";
    const drawn = card(fakeTerminal(), [
      ["Name", "Okta"],
      ["Integration URL", url],
    ]);
    expect(drawn).toMatch(/^\| Integration URL +\|$/m);
    expect(drawn).toContain(url);
    expect(width(drawn)).toBeLessThan(80);
  });
});

describe("progress", () => {
  /** A clock that a test moves by hand, in milliseconds. */
  function steps(shape = {}) {
    let time = 0;
    const terminal = fakeTerminal(shape);
    const progress = new Progress(terminal, 12, () => time);
    return { terminal, progress, pass: (milliseconds: number) => (time += milliseconds) };
  }

  test("is one line per step, with the seconds it took and a note", async () => {
    const { terminal, progress, pass } = steps();
    await progress.step("Start the server", async (step) => {
      expect(terminal.written()).toBe("[ 1/12] Start the server ...");
      step.note("http://127.0.0.1:1");
      pass(1_260);
    });
    expect(terminal.written()).toBe("[ 1/12] Start the server ... 1.3 s, http://127.0.0.1:1\n");
  });

  test("gives a step's own lines below its title, and ends with the title again", async () => {
    const { terminal, progress, pass } = steps();
    await progress.step("terraform plan", async (step) => {
      step.line("No changes.");
      step.line("");
      pass(2_000);
    });
    expect(terminal.written()).toBe(
      "[ 1/12] terraform plan ...\n  No changes.\n\n[ 1/12] terraform plan: 2.0 s\n",
    );
  });

  test("marks a failed step and lets the error through", async () => {
    const { terminal, progress } = steps();
    const failing = progress.step("terraform plan", () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    expect(terminal.written()).toBe("[ 1/12] terraform plan ... failed, 0.0 s\n");
  });

  test("draws over its line on a terminal, never over the edge, and leaves only the result", async () => {
    const { terminal, progress } = steps({ interactive: true, columns: 30 });
    await progress.step("A title that is longer than the terminal is wide", async () => {});
    const drawn = terminal.written().split("\r\x1b[K");
    expect(drawn.at(-1)).toBe("[ 1/12] A title that is longer than the terminal is wide: 0.0 s\n");
    for (const frame of drawn.slice(0, -1)) expect(frame.length).toBeLessThan(30);
  });
});

describe("standard output", () => {
  const stream = (isTTY: boolean, columns?: number) =>
    ({ isTTY, columns, write: () => true }) as unknown as NodeJS.WriteStream;

  test("is plain and 80 columns wide when it is a pipe", () => {
    expect(standardOutput(stream(false, 200), {})).toMatchObject({
      interactive: false,
      colour: false,
      columns: 80,
    });
  });

  test("is the terminal's width and colourful on a terminal", () => {
    expect(standardOutput(stream(true, 132), {})).toMatchObject({
      interactive: true,
      colour: true,
      columns: 132,
    });
  });

  test("respects NO_COLOR and a dumb terminal", () => {
    expect(standardOutput(stream(true), { NO_COLOR: "1" })).toMatchObject({
      interactive: true,
      colour: false,
    });
    expect(standardOutput(stream(true), { TERM: "dumb" })).toMatchObject({
      interactive: false,
      colour: false,
    });
  });
});
