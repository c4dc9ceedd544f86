#!/usr/bin/env node
import { servePlugin } from "../tfplugin/serve-plugin";

servePlugin(() => {
  const { plugin }: typeof import("./plugin") = require("./plugin");
  return plugin;
});
