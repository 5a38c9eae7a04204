#!/usr/bin/env node
/** The command `aql-workbench`. */
import { launch } from './bootstrap/launch.mjs';

launch('main/cli/index.ts', process.argv.slice(2));
