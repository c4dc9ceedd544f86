/** The script of examples/ci that puts the review into a pull request. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Comments } from "../support/comments";

const SCRIPT = resolve(__dirname, "../../examples/ci/comment.sh");
const REVIEW = "<!-- netfoundry-scim review -->\n";

const isMissing = ["curl", "jq"].some((program) => spawnSync(program, ["--version"]).error !== undefined);
const withPrograms = isMissing ? describe.skip : describe;

withPrograms("comment.sh of examples/ci", () => {
  const comments = new Comments();
  const folder = mkdtempSync(join(tmpdir(), "comment-"));
  let address: string;
  beforeAll(async () => {
    address = await comments.open();
  });
  afterAll(() => {
    comments.close();
    rmSync(folder, { recursive: true });
  });
  const comment = async (text: string) => {
    writeFileSync(join(folder, "comment.md"), text);
    const env = {
      ...process.env,
      COMMENTS_URL: `${address}/issues/1/comments`,
      COMMENT_URL: `${address}/issues/comments`,
      TOKEN: "token",
    };
    await promisify(execFile)("sh", [SCRIPT], { cwd: folder, env });
  };

  it("replaces the newest comment with the marker, on a later page too", async () => {
    comments.bodies.clear();
    for (let id = 1; id <= 230; id++) comments.bodies.set(id, `talk ${id}`);
    comments.bodies.set(7, `${REVIEW}first`);
    comments.bodies.set(210, `${REVIEW}last`);
    await comment(`${REVIEW}new`);
    expect([7, 210].map((id) => comments.bodies.get(id))).toEqual([`${REVIEW}first`, `${REVIEW}new`]);
    expect(comments.bodies.size).toBe(230);
  });

  it("makes a comment where a full page holds none", async () => {
    comments.bodies.clear();
    for (let id = 1; id <= 100; id++) comments.bodies.set(id, `talk ${id}`);
    await comment(`${REVIEW}new`);
    expect(comments.bodies.get(101)).toBe(`${REVIEW}new`);
  });
});
