import type { KnownFailure } from "./verdict";

const DISPLAY = {
  resource: "Group",
  reason: "type='User', display=None)]\nReturned value: [Members(",
  why:
    'The tester expects the member that it sent. The server adds the member\'s "display", which its schema ' +
    'calls "readOnly": the server gives the value, the client none (RFC 7643 section 7).',
} as const;

/** The checks that fail though the server is right. */
export const KNOWN_FAILURES: readonly KnownFailure[] = [
  { title: "check_add_attribute", ...DISPLAY },
  { title: "check_replace_attribute", ...DISPLAY },
  {
    title: "check_remove_attribute",
    resource: "User",
    reason: "PATCH modify() did not remove attribute 'active'",
    why:
      'The tester expects no "active" after its removal. The server takes the removal as a deactivation ' +
      'and shows "active": false, so that no reader takes the user for an active one. RFC 7643 4.1.1: "the ' +
      'definitive meaning of this attribute is determined by the service provider".',
  },
];
