import type { KnownFailure } from "./verdict";

const DISPLAY = {
  resource: "Group",
  reason: "type='User', display=None)]\nReturned value: [Members(",
  why:
    'The tester expects the member that it sent. The server adds the member\'s "display", which its schema ' +
    'calls "readOnly": the server gives the value, the client none (RFC 7643 section 7).',
} as const;

/** The failures of the tester that are its own. */
export const KNOWN_FAILURES: readonly KnownFailure[] = [
  { title: "check_add_attribute", ...DISPLAY },
  { title: "check_replace_attribute", ...DISPLAY },
];
