import type { CommandModule } from 'yargs';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printReport } from '../output.ts';
import { readPackageFile } from '../package-root.ts';
import { choiceHint, operandsOf, readOptions } from '../usage.ts';

const SCHEMAS = ['workload', 'report'];

/** `ecs-cost schema` */
export function schemaCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'schema',
    describe: '[workload|report]  The JSON Schema of the workload file',
    builder: (yargs) =>
      yargs
        .usage('ecs-cost schema [workload|report]\n\nPrints the JSON Schema of the workload file, or of the JSON report.')
        .example('ecs-cost schema > workload.schema.json', 'for editors that complete and check'),
    handler: async (argv) => {
      const reader = readOptions(argv, []);
      const [of = 'workload', ...others] = operandsOf(argv);
      if (others.length > 0) reader.problem({ path: 'schema', problem: 'prints one schema at a time' });
      if (!SCHEMAS.includes(of))
        reader.problem({ path: 'schema', problem: `there is no schema of "${of}"`, hint: choiceHint(of, SCHEMAS) });
      reader.check();
      await printReport(readPackageFile(`schema/${of}.schema.json`));
      finish(EXIT.done);
    },
  };
}
