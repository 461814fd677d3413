import { readFileSync } from 'node:fs';
import { EcsCostError } from '../units/errors.ts';
import type { PriceTable, SpotAdvice } from './catalog.ts';

/** The version of the files in data/ that this program reads. */
const FORMAT_VERSION = 1;

/** What one file of price tables holds. */
export interface TableFile {
  readonly region: string;
  readonly tables: readonly PriceTable[];
  readonly gaps: readonly string[];
  readonly spotAdvice?: readonly SpotAdvice[];
}

const TEXTS_OF_A_TABLE = ['offer', 'title', 'purchaseOption', 'asOf', 'source', 'obtained', 'unit', 'usageTypePrefix'] as const;

/** The file's text, or `undefined` when there is no such file. Throws `FILE_UNREADABLE` on any other failure. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new EcsCostError(
      'FILE_UNREADABLE',
      [{ file, path: '', problem: `cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})` }],
      { cause },
    );
  }
}

/** Reads a JSON object of this program's format. Throws `PRICES_INVALID`, naming the file, on anything else. */
export function parseVersioned(file: string, text: string): Readonly<Record<string, unknown>> {
  const value = parseObject(file, text);
  if (value['formatVersion'] === FORMAT_VERSION) return value;
  throw pricesInvalid(file, `has format version ${JSON.stringify(value['formatVersion'])}; this program reads version ${FORMAT_VERSION}`);
}

/**
 * Reads a file of price tables. Throws `PRICES_INVALID`, naming the file, when it is damaged, of another format version or
 * of another Region. Single rates are checked when they are looked up, which keeps loading fast.
 */
export function parseTableFile(file: string, text: string, region: string): TableFile {
  const value = parseVersioned(file, text);
  if (value['region'] !== region) throw pricesInvalid(file, `holds the Region ${JSON.stringify(value['region'])}, not ${region}`);
  const { tables, gaps, spotAdvice = [] } = value;
  if (!Array.isArray(tables) || !Array.isArray(gaps)) throw pricesInvalid(file, 'has no list of tables or no list of gaps');
  if (!Array.isArray(spotAdvice)) throw pricesInvalid(file, 'is damaged: spotAdvice is not a list');
  for (const [index, table] of tables.entries()) checkTable(file, index, table);
  return { region, tables, gaps, spotAdvice };
}

/** The error of a damaged table file. */
export function pricesInvalid(file: string, problem: string, cause?: unknown): EcsCostError {
  const hint = 'run `ecs-cost prices update` again, or install ecs-cost again if the file came with it';
  return new EcsCostError('PRICES_INVALID', [{ file, path: '', problem, hint }], { cause });
}

function parseObject(file: string, text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw pricesInvalid(file, 'is damaged: it is not JSON', cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw pricesInvalid(file, 'is damaged: it is not a JSON object');
  return value as Readonly<Record<string, unknown>>;
}

function checkTable(file: string, index: number, value: unknown): void {
  const table = value as Readonly<Record<string, unknown>> | null;
  const broken = TEXTS_OF_A_TABLE.find((name) => typeof table?.[name] !== 'string');
  if (broken !== undefined) throw pricesInvalid(file, `is damaged: tables[${index}].${broken} is not a text`);
  if (typeof table?.['rates'] !== 'object' || table['rates'] === null)
    throw pricesInvalid(file, `is damaged: tables[${index}].rates is not an object`);
}
