#!/usr/bin/env node
// CommonJS, as package.json beside it says: Node starts it without its module loader, which saves milliseconds.
require('../dist/cli/start.cjs');
