import { onPostgresql } from "../support/postgresql";
import { TestServer } from "../support/running-server";

onPostgresql(() => {
  TestServer.engine = "postgresql";
  require("../audit/audit.test");
  require("../audit/retention.test");
  require("../rules/integrations.test");
  require("../rules/identities.test");
  require("../rules/sign-in.test");
});
