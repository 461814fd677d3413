import process from 'node:process';
import { run } from './run.ts';

// Not `process.exit()`: it would cut off what is still on its way into a pipe.
void run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
