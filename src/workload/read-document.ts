import { Composer, type CST, type Document, isScalar, Lexer, LineCounter, Parser } from 'yaml';
import { convertDocument } from './convert-document.ts';
import type { Problems } from './problems.ts';
import type { Place, SourceNode } from './source-node.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** Longest text that is read, in UTF-16 code units: a workload of thousands of services is far below it. */
const TEXT_LENGTH_MAX = 5_000_000;

/** Most words, signs and breaks that are read: what a hostile text can cost grows with these rather than with its length. */
const LEXEMES_MAX = 500_000;

/** Deepest nesting that is read; a workload file needs about ten levels. */
const NESTING_MAX = 50;

/** Duplicate keys and merge keys are left to `convertDocument`. */
const YAML_OPTIONS = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/**
 * Reads YAML 1.2 (core schema, with merge keys) or JSON into plain data with places. Every syntax problem is reported;
 * gives nothing when there was one.
 */
export function readDocument(text: string, { file, problems }: { file: string | undefined; problems: Problems }): SourceNode | undefined {
  const lines = new LineCounter();
  lines.addNewLine(0);
  let isSound = true;
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { ...(file === undefined ? {} : { file }), line, column: col };
  };
  const report = (offset: number, problem: string, hint?: string): void => {
    isSound = false;
    problems.report(placeOf(offset), { path: '', problem, hint });
  };

  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  checkCharacters(clean, { lines, report });
  if (!isSound) return undefined;
  const documents = compose(clean, { lines, report });
  for (const { offset, problem, hint } of documents.flatMap((document) => syntaxProblems(document, { text: clean, placeOf }))) {
    report(offset, problem, hint);
  }
  if (!isSound) return undefined;
  const [document, second] = documents;
  if (second) report(second.contents?.range?.[0] ?? second.range[0], 'a second document begins here', 'give one document a file');
  if (!document || isEmpty(document)) report(0, 'the file is empty', 'write version, name, region and services');
  else if (!second) {
    const root = convertDocument(document, { placeOf, report });
    if (isSound) return root;
  }
  return undefined;
}

interface Watch {
  readonly lines: LineCounter;
  readonly report: (offset: number, problem: string, hint?: string) => void;
}

/** Refuses what no YAML text may hold: control characters, except tabs and line breaks. */
function checkCharacters(text: string, { lines, report }: Watch): void {
  if (text.length > TEXT_LENGTH_MAX) {
    report(0, `the file has ${text.length} characters; at most ${TEXT_LENGTH_MAX} are read`);
    return;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
  const offset = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
  if (offset === -1) return;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  report(offset, `holds a control character (U+${code})`, 'save the file as UTF-8 text');
}

/** Nesting is watched token by token, before anything recurses into it. */
function compose(text: string, { lines, report }: Watch): Document.Parsed[] {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    lexemes += 1;
    // One entry of the stack is the document, one the value that is being read.
    const isDeep = parser.stack.length > NESTING_MAX + 2;
    if (!isDeep && lexemes <= LEXEMES_MAX) continue;
    if (isDeep) report(parser.offset, `nested deeper than ${NESTING_MAX} levels`);
    else report(parser.offset, 'the file goes on longer than this program reads', 'split it into several workloads');
    return [];
  }
  for (const token of parser.end()) tokens.push(token);
  return [...new Composer(YAML_OPTIONS).compose(tokens)];
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}
