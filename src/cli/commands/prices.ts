import type { CommandModule } from 'yargs';
import type { ExitCode } from '../exit-codes.ts';
import { choiceHint, operandsOf, usageError } from '../usage.ts';
import { pricesShowCommand } from './prices-show.ts';
import { pricesStatusCommand } from './prices-status.ts';
import { pricesUpdateCommand } from './prices-update.ts';

const COMMANDS = ['show', 'status', 'update'];

/** `ecs-cost prices show|status|update` */
export function pricesCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'prices',
    describe: 'show|status|update  Look up a rate with its origin; say how old the tables are; refresh them',
    builder: (yargs) =>
      yargs
        .usage('ecs-cost prices COMMAND\n\nThe price tables: what they say, how old they are, and how to refresh them from AWS.')
        .command(pricesShowCommand(finish))
        .command(pricesStatusCommand(finish))
        .command(pricesUpdateCommand(finish)),
    handler: (argv) => {
      const [command] = operandsOf(argv);
      if (command === undefined)
        throw usageError([{ path: 'prices', problem: 'no command is named', hint: `there is ${COMMANDS.join(', ')}` }]);
      throw usageError([{ path: `prices ${command}`, problem: 'unknown command', hint: choiceHint(command, COMMANDS) }]);
    },
  };
}
