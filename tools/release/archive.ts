import { type ZipOptions, type Zippable, zipSync } from "fflate";
import type { PackagedFile } from "../../src/cli/provider/package";

/**
 * The earliest time that a zip can hold. The format uses local time, so the bytes are equal in every time
 * zone.
 */
const NO_TIME = new Date(1980, 0, 1);

/** The system of a zip whose files have a Unix mode (APPNOTE.TXT 4.4.2). */
const UNIX = 3;
const REGULAR_FILE = 0o100000;

/**
 * Zips files. The same files give the same bytes, because JavaScript compresses them. The zlib of Node would
 * not: the binaries of nodejs.org have another one than those of Linux distributions.
 * @param level how hard to compress: 0 stores the files as they are, 9 takes longest.
 */
export function zipped(files: readonly PackagedFile[], level: ZipOptions["level"] = 6): Uint8Array {
  const entries: Zippable = {};
  for (const { name, contents, mode } of files) {
    entries[name] = [contents, { attrs: (REGULAR_FILE | mode) << 16, os: UNIX, mtime: NO_TIME }];
  }
  return zipSync(entries, { level });
}
