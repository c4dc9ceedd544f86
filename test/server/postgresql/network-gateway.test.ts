import { onPostgresql } from "../support/postgresql";
import { TestServer } from "../support/running-server";

onPostgresql(() => {
  TestServer.engine = "postgresql";
  TestServer.copies = 2;
  require("../network/controller/gateway.test");
});
