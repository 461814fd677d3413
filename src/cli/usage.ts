import { EcsCostError, type Issue } from '../units/errors.ts';
import { nearestWord } from '../units/nearest-word.ts';
import { compareText } from '../units/order.ts';

/** The call is wrong: an option, a command or an argument. */
export function usageError(issues: readonly Issue[]): EcsCostError {
  return new EcsCostError('USAGE_INVALID', issues);
}

/** `did you mean "table"?`, or else all there is to choose from. */
export function choiceHint(word: string, choices: readonly string[], prefix = ''): string {
  const near = nearestWord(word, choices) ?? choices.find((choice) => lettersOf(choice) === lettersOf(word));
  return near === undefined ? `there is ${choices.map((choice) => `${prefix}${choice}`).join(', ')}` : `did you mean "${prefix}${near}"?`;
}

/** The letters of a word in order: the same for words in which two letters changed places, as `tabel`. */
function lettersOf(word: string): string {
  return [...word.toLowerCase()].sort(compareText).join('');
}

/** What the parser of the command line made of the call. */
export type ParsedCall = Readonly<Record<string, unknown>>;

/**
 * The arguments after the command that are no options, `-` and what follows `--` included. They are not declared to yargs
 * as positionals: it parses those a second time, and loses `-` and names that begin with a dash.
 */
export function operandsOf(call: ParsedCall): string[] {
  return Array.isArray(call['_']) ? call['_'].slice(1).map(String) : [];
}

/**
 * Reads the options of one command from what yargs parsed, and collects everything that is wrong with them, so that one
 * run shows all of it.
 */
export interface OptionReader {
  /** The only value of an option; absent when it was not given. */
  readonly one: (name: string) => string | undefined;
  /** All values of an option that may be repeated. */
  readonly many: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  readonly problem: (issue: Issue) => void;
  /** Throws when anything was wrong. */
  readonly check: () => void;
}

/** A reader of a call; `known` are the names of the command's options, all others are problems. */
export function readOptions(call: ParsedCall, known: readonly string[]): OptionReader {
  const issues: Issue[] = unknownOptions(call, known);
  const problem = (issue: Issue): void => {
    issues.push(issue);
  };
  const many = (name: string): readonly string[] => {
    const value = call[name];
    const values = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
    if (values.includes('')) problem({ path: `--${name}`, problem: 'needs a value' });
    return values.filter((each) => each !== '');
  };
  const one = (name: string): string | undefined => {
    const values = many(name);
    if (values.length > 1) problem({ path: `--${name}`, problem: `is given ${values.length} times`, hint: 'give it once' });
    return values[0];
  };
  const flag = (name: string): boolean => (Array.isArray(call[name]) ? call[name].includes(true) : call[name] === true);
  const check = (): void => {
    if (issues.length > 0) throw usageError(issues);
  };
  return { one, many, flag, problem, check };
}

/** Names that yargs puts beside the options. */
const NOT_OPTIONS: ReadonlySet<string> = new Set(['_', '$0', '--', 'help', 'version']);

function unknownOptions(call: ParsedCall, known: readonly string[]): Issue[] {
  return Object.keys(call)
    .filter((name) => !NOT_OPTIONS.has(name) && !known.includes(name))
    .map((name) => {
      const dashed = name.length === 1 ? `-${name}` : `--${name}`;
      const near = name.length === 1 ? undefined : nearestWord(name, known);
      return { path: dashed, problem: 'unknown option', ...(near === undefined ? {} : { hint: `did you mean "--${near}"?` }) };
    });
}
