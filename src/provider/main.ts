#!/usr/bin/env node
import { serve } from "../tfplugin";
import { netfoundry } from "./provider";

serve(netfoundry);
