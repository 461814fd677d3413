/**
 * Writes the output of every `console` block of the documentation again, by running its command: `npm run docs`. The
 * documentation test runs the same function and fails when a page shows what the program no longer prints.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A fenced block that begins with `$ ` and shows what the command prints. */
const CONSOLE_BLOCK = /^```console\n\$ ([^\n]+)\n([\s\S]*?)^```$/gm;

/** 2026-11-28, the day on which documented commands run: they print how old tables are. */
const PRINTED_ON = String(Date.UTC(2026, 10, 28) / 1000);

/** Pages with blocks that are run. */
export function documentationPages(): string[] {
  return ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => `docs/${name}`)]
    .filter((name) => name.endsWith('.md'))
    .sort();
}

/** A quotation between comments that shows what a command prints as the Markdown it is. */
const RENDERED_BLOCK = /^<!-- \$ ([^\n]+) -->\n[\s\S]*?^<!-- end -->$/gm;

/** The page with the true output in each of its blocks. */
export function withTrueOutput(page: string): string {
  return page
    .replace(CONSOLE_BLOCK, (_block, command: string) => `\`\`\`console\n$ ${command}\n${outputOf(command)}\`\`\``)
    .replace(RENDERED_BLOCK, (_block, command: string) => `<!-- $ ${command} -->\n${quoted(outputOf(command))}<!-- end -->`);
}

function quoted(text: string): string {
  return text.replace(/^(.*)\n/gm, (_line, content: string) => `${`> ${content}`.trimEnd()}\n`);
}

/**
 * What a documented command prints; what it says on standard error only where it fails, since the age of the tables, which
 * stands there too, changes every day. A trailing `| head -N` is honoured. An example of the library must not fail at all: what it
 * would print is where it lies on this machine.
 */
function outputOf(documented: string): string {
  const [command = '', head] = documented.split(/ \| head -n? ?/);
  const [program = '', ...args] = wordsOf(command.replace(/^npx ecs-cost/, 'node bin/ecs-cost.js'));
  const run = spawnSync(program === 'node' ? process.execPath : program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', SOURCE_DATE_EPOCH: PRINTED_ON },
  });
  if (documented.startsWith('node ') && run.status !== 0) throw new Error(`${documented} fails:\n${run.stderr}`);
  const said = run.status === 0 ? '' : run.stderr.replace(/^warning: these prices are older.*\n/gm, '');
  const text = `${run.stdout}${said}`.replace(/\n*$/, '\n');
  return head === undefined ? text : `${text.split('\n').slice(0, Number(head)).join('\n')}\n`;
}

/** The words of a command line as a shell sees them; quotes around a pattern are not part of it. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const name of documentationPages()) {
    const file = join(root, name);
    const page = readFileSync(file, 'utf8');
    const written = withTrueOutput(page);
    if (written !== page) writeFileSync(file, written);
    process.stdout.write(`${written === page ? 'unchanged' : 'written'}  ${name}\n`);
  }
}
