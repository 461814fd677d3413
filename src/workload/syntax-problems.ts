import { type Document, type ErrorCode, isCollection, isScalar, type Node, visit, type YAMLError } from 'yaml';
import { quoted } from './quoted.ts';
import type { Place } from './source-node.ts';

/** What a syntax problem means for somebody who edits the file; the library's own words speak of its internals. */
interface Words {
  readonly problem: string;
  readonly hint?: string;
}

/** A syntax problem and where it is, as an offset into the text. */
export interface SyntaxProblem extends Words {
  readonly offset: number;
}

const QUOTE_IT = 'put text with special characters in quotes, and each key on its own line';
const COMMAS = 'inside {} and [] values are separated by commas';

const WORDS: Partial<Record<ErrorCode, Words>> = {
  ALIAS_PROPS: { problem: 'an alias cannot have an anchor or a tag of its own' },
  BAD_ALIAS: { problem: 'the alias has no proper name', hint: 'a plain text that begins with "*" or "&" needs quotes' },
  BAD_COLLECTION_TYPE: { problem: 'the tag does not fit the value', hint: 'remove the tag' },
  BAD_DIRECTIVE: { problem: 'a "%" directive that is not understood', hint: 'a plain text that begins with "%" needs quotes' },
  BAD_DQ_ESCAPE: {
    problem: 'an escape that text in double quotes does not have',
    hint: 'write \\\\ for a backslash, or use single quotes',
  },
  BAD_INDENT: { problem: 'the indentation does not fit what stands above', hint: 'keys of one mapping begin in the same column' },
  BAD_PROP_ORDER: { problem: 'an anchor or a tag stands in the wrong place' },
  BAD_SCALAR_START: { problem: 'plain text cannot begin with this character', hint: 'put the text in quotes' },
  BLOCK_AS_IMPLICIT_KEY: { problem: 'a mapping begins where a single value is expected', hint: QUOTE_IT },
  BLOCK_IN_FLOW: { problem: 'a comma or a closing bracket is missing', hint: COMMAS },
  KEY_OVER_1024_CHARS: { problem: 'a key is longer than 1,024 characters' },
  MULTILINE_IMPLICIT_KEY: {
    problem: 'the next line continues this value, and has a key of its own',
    hint: 'keys of one mapping begin in the same column; close quotes and brackets',
  },
  MULTIPLE_ANCHORS: { problem: 'a value has two anchors' },
  MULTIPLE_TAGS: { problem: 'a value has two tags' },
  TAB_AS_INDENT: { problem: 'a tab stands where YAML wants spaces', hint: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { problem: 'a tag that workload files do not have', hint: 'remove the tag, or quote text that begins with "!"' },
};

/** Of several problems on one line the first of these is the cause, and the rest follow from it. */
const CAUSES: readonly ErrorCode[] = ['TAB_AS_INDENT', 'MULTILINE_IMPLICIT_KEY', 'BAD_INDENT'];

/** What the YAML parser found wrong in a document, in words of the file: one problem a line. */
export function syntaxProblems(
  document: Document.Parsed,
  { text, placeOf }: { text: string; placeOf: (offset: number) => Place },
): readonly SyntaxProblem[] {
  const byLine = new Map<number, YAMLError>();
  for (const error of [...document.errors, ...document.warnings]) {
    const { line } = placeOf(error.pos[0]);
    const earlier = byLine.get(line);
    if (!earlier || rank(error) < rank(earlier)) byLine.set(line, error);
  }
  return [...byLine.values()].map((error) => describe(error, { document, text, placeOf }));
}

function rank({ code, pos }: YAMLError): number {
  const cause = CAUSES.indexOf(code);
  return cause === -1 ? 1 + pos[0] : cause / CAUSES.length;
}

interface Context {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly placeOf: (offset: number) => Place;
}

function describe({ code, message, pos }: YAMLError, { document, text, placeOf }: Context): SyntaxProblem {
  const offset = pos[0];
  const bracket = /end with a? ?([\]}])/.exec(message)?.[1];
  if (bracket !== undefined || (code === 'MISSING_CHAR' && message.includes('quote'))) {
    const opener = openerBefore(document, offset, bracket === undefined ? 'quote' : 'bracket');
    const hint = opener === undefined ? {} : { hint: `it opens on line ${placeOf(opener).line}, column ${placeOf(opener).column}` };
    return { offset, problem: `a closing ${bracket === undefined ? 'quote' : JSON.stringify(bracket)} is missing`, ...hint };
  }
  if (code === 'MISSING_CHAR') return { offset, ...missingCharacter(message) };
  if (code === 'UNEXPECTED_TOKEN') return { offset, ...unexpected(text.slice(offset, offset + 20)) };
  return { offset, ...(WORDS[code] ?? { problem: 'is not YAML' }) };
}

function missingCharacter(message: string): Words {
  if (message.includes('map values'))
    return { problem: 'a key without a colon', hint: 'write "key: value", with a blank behind the colon' };
  if (message.includes(',')) return { problem: 'a comma is missing', hint: COMMAS };
  return { problem: 'a blank or a colon is missing', hint: 'a colon and a "#" comment need a blank beside them' };
}

function unexpected(rest: string): Words {
  const word = /^\s*(\S{1,15})/.exec(rest)?.[1];
  return word === undefined ? { problem: 'the text ends too early' } : { problem: `${quoted(word)} is not expected here`, hint: QUOTE_IT };
}

/** Where the innermost quote or bracket opens that is still open at the offset: its end is far from the mistake. */
function openerBefore(document: Document.Parsed, offset: number, kind: 'quote' | 'bracket'): number | undefined {
  let opener: number | undefined;
  visit(document, {
    Node(_key, node: Node) {
      const opens = kind === 'quote' ? isScalar(node) && node.type?.startsWith('QUOTE') : isCollection(node) && node.flow;
      const [start, , end] = node.range ?? [offset, offset, offset];
      if (opens && start < offset && end >= offset) opener = start;
    },
  });
  return opener;
}
