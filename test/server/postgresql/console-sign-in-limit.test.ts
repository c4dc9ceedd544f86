import { onPostgresql } from "../support/postgresql";
import { TestServer } from "../support/running-server";

onPostgresql(() => {
  TestServer.engine = "postgresql";
  require("../console/sign-in-limit.test");
});
