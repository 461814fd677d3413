import process from 'node:process';
import yargs, { type Argv } from 'yargs';
import { adviseCommand } from './commands/advise.ts';
import { commentCommand } from './commands/comment.ts';
import { commitCommand } from './commands/commit.ts';
import { compareCommand } from './commands/compare.ts';
import { diffCommand } from './commands/diff.ts';
import { planCommand } from './commands/plan.ts';
import { pricesCommand } from './commands/prices.ts';
import { schemaCommand } from './commands/schema.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { failureOf } from './failure.ts';
import { printMessage, printReport } from './output.ts';
import { packageVersion } from './package-root.ts';
import { choiceHint, type ParsedCall, readOptions, usageError } from './usage.ts';

const COMMANDS = ['compare', 'advise', 'commit', 'diff', 'comment', 'plan', 'prices', 'schema'];

const HELP_WIDTH = 100;

/** Runs one call of the command line; everything it has to say is printed when it returns how the program ends. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  try {
    return await call(args);
  } catch (error) {
    const failure = failureOf(error, { version: packageVersion(), debug: process.env['ECS_COST_DEBUG'] === '1' });
    printMessage(failure.text);
    return failure.exitCode;
  }
}

async function call(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const parser = parserOf(args, (ending) => {
    exitCode = ending;
  });
  let output = '';
  await parser.parseAsync([...args], {}, (_error: unknown, _argv: unknown, text: string) => {
    output = text;
  });
  if (output !== '') await printReport(`${output}\n`);
  return exitCode;
}

/** The version is read only where it is asked for: every other run would pay for it. */
function parserOf(args: readonly string[], finish: (exitCode: ExitCode) => void): Argv {
  const parser: Argv = yargs([])
    .scriptName('ecs-cost')
    .detectLocale(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .usage('ecs-cost COMMAND\n\nWhat a workload on Amazon ECS costs on every launch type, exactly, and why.')
    .command(compareCommand(finish))
    .command(adviseCommand(finish))
    .command(diffCommand(finish))
    .command(commentCommand(finish))
    .command(planCommand(finish))
    .command(commitCommand(finish))
    .command(pricesCommand(finish))
    .command(schemaCommand(finish))
    .command('$0', false, {}, async (argv) => {
      refuseUnknownCommand(argv);
      printMessage(`${await parser.getHelp()}\n`);
      finish(EXIT.wrongInput);
    })
    .help('help', 'Show what there is')
    .version('version', 'Show the version', args.includes('--version') ? packageVersion() : '')
    .epilogue(
      'Exit codes: 0 done, 1 a budget was exceeded, 2 the input or the call is wrong, 3 price data is missing, 4 a code host failed, 70 a bug.',
    )
    .wrap(HELP_WIDTH)
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message: string | null, error?: Error) => {
      throw error ?? usageError([{ path: '', problem: message ?? 'the call cannot be read' }]);
    });
  return parser;
}

function refuseUnknownCommand(argv: ParsedCall): void {
  const [command] = Array.isArray(argv['_']) ? argv['_'].map(String) : [];
  if (command === undefined) readOptions(argv, []).check();
  else throw usageError([{ path: command, problem: 'unknown command', hint: choiceHint(command, COMMANDS) }]);
}
