import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(__dirname, "..");

/** What a room may import: other rooms, npm packages, Node's own modules. */
interface Wall {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  /** Node modules that stay outside; null: none does. */
  readonly refusedNode: readonly string[];
}

const HTTP = ["node:http", "node:http2", "node:https", "node:net"];
const EVERY_ROOM = ["*"];

/** Design section 3, by folder; the longest matching folder counts. */
const WALLS: Readonly<Record<string, Wall>> = {
  "src/contract": { rooms: [], packages: ["zod"], refusedNode: HTTP },
  "src/client": { rooms: ["src/contract"], packages: ["axios", "zod"], refusedNode: [] },
  "src/settings": { rooms: ["src/contract", "src/client"], packages: ["zod"], refusedNode: HTTP },
  "src/connect": { rooms: ["src/contract", "src/client"], packages: ["zod"], refusedNode: HTTP },
  "src/tfplugin": { rooms: [], packages: ["@msgpack/msgpack"], refusedNode: [] },
  "src/provider": {
    rooms: ["src/contract", "src/client", "src/settings", "src/tfplugin"],
    packages: ["jose"],
    refusedNode: HTTP,
  },
  "src/server": {
    rooms: ["src/contract", "src/server"],
    packages: ["fastify", "kysely", "libsql", "lru-cache", "pino", "prom-client", "zod"],
    refusedNode: [],
  },
  "src/server/network/controller": {
    rooms: [
      "src/contract",
      "src/client",
      "src/server",
      "src/server/metrics",
      "src/server/signin",
      "src/server/store",
      "src/server/sync",
    ],
    packages: ["axios", "kysely", "prom-client", "zod"],
    refusedNode: [],
  },
  "src/server/console/app": {
    rooms: ["src/as-code", "src/contract"],
    packages: ["preact", "@preact/signals"],
    refusedNode: HTTP,
  },
  "src/server/scim": { rooms: ["src/contract"], packages: [], refusedNode: HTTP },
  "src/server/sync": { rooms: ["src/contract"], packages: [], refusedNode: HTTP },
  "src/server/signin": { rooms: ["src/contract"], packages: ["jose", "lru-cache"], refusedNode: [] },
  "src/server/store": {
    rooms: ["src/contract"],
    packages: ["kysely", "libsql", "lru-cache", "pg"],
    refusedNode: HTTP,
  },
  "src/idp": { rooms: ["src/contract"], packages: ["axios"], refusedNode: [] },
  "src/review": {
    rooms: ["src/contract", "src/client", "src/settings"],
    packages: ["yaml", "zod"],
    refusedNode: HTTP,
  },
  "src/token-slots": { rooms: ["src/contract"], packages: ["zod"], refusedNode: HTTP },
  "src/as-code": { rooms: [], packages: [], refusedNode: HTTP },
  "src/adopt": { rooms: ["src/as-code", "src/provider", "src/tfplugin"], packages: [], refusedNode: HTTP },
  "src/cli": { rooms: EVERY_ROOM, packages: EVERY_ROOM, refusedNode: [] },
  tools: { rooms: EVERY_ROOM, packages: EVERY_ROOM, refusedNode: [] },
  constructs: { rooms: [], packages: ["cdktf", "constructs"], refusedNode: HTTP },
  examples: { rooms: [], packages: ["cdktf", "constructs", "netfoundry-scim", "yaml"], refusedNode: HTTP },
};

/** Each API family of the server has its routes. */
const MEANS_THE_SAME: ReadonlySet<string> = new Set(["routes.ts"]);

interface Import {
  readonly file: string;
  readonly target: string;
}

describe("the walls between the rooms", () => {
  const files = ["src", "tools", "constructs", "examples"].flatMap((folder) =>
    sourceFiles(join(ROOT, folder)),
  );

  it("every source file stands in a room with a wall", () => {
    expect(files.filter((file) => roomOf(file) === null)).toEqual([]);
  });

  it.each(Object.keys(WALLS))("%s imports only what its wall lets through", (room) => {
    const own = files.filter((file) => roomOf(file) === room);
    expect(
      own
        .flatMap(importsOf)
        .filter((found) => !allowed(room, found))
        .map(describeImport),
    ).toEqual([]);
  });

  it("a forbidden import is found", () => {
    const inSync = (target: string): Import => ({ file: "src/server/sync/name.ts", target });
    expect(allowed("src/server/sync", inSync("../store/database"))).toBe(false);
    expect(allowed("src/server/sync", inSync("node:http"))).toBe(false);
    expect(allowed("src/server/sync", inSync("fastify"))).toBe(false);
    expect(allowed("src/server/sync", inSync("../../contract/gateway/mapping"))).toBe(true);
    expect(allowed("src/server/sync", inSync("./types"))).toBe(true);
  });

  it("no two files of the server share a name, but for those that mean the same in each room", () => {
    // The console's app is a program of its own, which runs in the browser.
    const own = files.filter(
      (file) => file.startsWith("src/server/") && !file.startsWith("src/server/console/app/"),
    );
    const names = own.map((file) => basename(file));
    const shared = names.filter((name, at) => names.indexOf(name) !== at);
    expect(shared.filter((name) => !MEANS_THE_SAME.has(name))).toEqual([]);
  });

  it("no source file has a default export, so that a name is the same everywhere", () => {
    const guilty = files.filter((file) => /^export default\b/m.test(readFileSync(join(ROOT, file), "utf8")));
    expect(guilty).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === "node_modules" || entry.name === "cdktf.out" ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [relative(ROOT, path)] : [];
  });
}

function roomOf(path: string): string | null {
  const inside = Object.keys(WALLS).filter((room) => path === room || path.startsWith(`${room}/`));
  return inside.sort((a, b) => b.length - a.length)[0] ?? null;
}

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), "utf8"), true, true);
  return importedFiles.map(({ fileName }) => ({ file, target: fileName }));
}

function allowed(room: string, { file, target }: Import): boolean {
  const wall = WALLS[room];
  if (wall === undefined) return false;
  if (target.startsWith(".")) {
    const path = relative(ROOT, resolve(ROOT, dirname(file), target));
    const targetRoom = roomOf(path);
    if (targetRoom === null) return path === "package.json" && room === "src/cli";
    return targetRoom === room || wall.rooms.some((name) => name === "*" || inRoom(targetRoom, name, room));
  }
  if (target.startsWith("node:")) return !wall.refusedNode.includes(target);
  return wall.packages.some((name) => name === "*" || target === name || target.startsWith(`${name}/`));
}

/** `src/server` lets its own inner rooms through; another room's permission names the room itself. */
function inRoom(target: string, permitted: string, importer: string): boolean {
  return target === permitted || (permitted === importer && target.startsWith(`${permitted}/`));
}

function describeImport({ file, target }: Import): string {
  return `${file} imports ${target}`;
}
