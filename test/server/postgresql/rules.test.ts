import { onPostgresql } from "../support/postgresql";
import { TestServer } from "../support/running-server";

onPostgresql(() => {
  TestServer.engine = "postgresql";
  require("../rules/integrations.test");
  require("../rules/identities.test");
  require("../rules/sign-in.test");
  require("../rules/sign-in-hints.test");
});
