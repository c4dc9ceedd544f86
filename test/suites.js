/**
 * Which tests belong to which suite, as patterns of paths. A test that needs the built provider or a real
 * terraform belongs to FLOWS. One that starts a PostgreSQL server belongs to POSTGRESQL. One that sends
 * requests to the whole reference server belongs to SERVER. Every other test is a unit test.
 */
const FLOWS = [
  "/test/flows/",
  "/test/console/",
  "/test/checklist/",
  "/test/docs/(examples|newer-examples|framework|testing-your-stack)",
  "/test/examples/",
  "/test/tools/",
  "/test/constructs/applied",
  "/test/constructs/package",
  "/test/provider/(start|shipped-proxy)",
  "/test/cli/(provider-|serve/serve\\b)",
  "/test/server/(kill|serve|http/shutdown)\\b",
  "/test/tfplugin/.*(terraform|process|debug)",
];
const POSTGRESQL = ["/test/server/postgresql/", "/test/server/support/throwaway-postgresql"];
const SERVER = [
  "/test/server/(audit|console|edge|http|management|metrics|provisioning|rate-limit|rules|store)/",
  "/test/server/scim/(discovery-truth|lists/|microsoft-collection/)",
  "/test/server/races",
  "/test/idp/.*on-server",
  "/test/cli/(idp/idp|token/status/token-status)\\b",
];

module.exports = { FLOWS, POSTGRESQL, SERVER };
