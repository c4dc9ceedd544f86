import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { PackagedFile } from "../../src/cli/provider-package";

/**
 * The earliest time that a zip can hold. The format uses local time, so the bytes are equal in every time
 * zone.
 */
const NO_TIME = new Date(1980, 0, 1);

/** Zips files. The same files give the same bytes. */
export async function zipped(files: readonly PackagedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, contents, mode } of files) {
    zip.addBuffer(contents, name, { mode: 0o100000 | mode, mtime: NO_TIME, forceDosTimestamp: true });
  }
  zip.end();
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await pipeline(zip.outputStream, sink);
  return Buffer.concat(chunks);
}
