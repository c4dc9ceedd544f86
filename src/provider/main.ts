#!/usr/bin/env node
import { servePlugin } from "../tfplugin/serve/serve-plugin";

servePlugin(() => {
  const { plugin }: typeof import("./plugin") = require("./plugin");
  return plugin;
});
