// `electron PROGRAM`, as Electron's own default app does it, which the runtime for the tests lacks.
const { resolve } = require('node:path');

const program = process.argv.slice(1).find((word) => !word.startsWith('-'));
require(resolve(program));
