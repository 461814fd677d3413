import { tzOffset } from '@date-fns/tz/tzOffset';
import { nearestWord } from '../units/nearest-word.ts';
import { quoted } from './quoted.ts';
import { type Field, type Reading, reportWrong } from './reading.ts';

/** Names of areas and cities, as in the IANA data base; no offsets, which know no daylight saving. */
const NAME = /^[A-Za-z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Reads the name of a time zone, as `Asia/Seoul` or `UTC`. */
export function readTimeZone(reading: Reading, field: Field): string | undefined {
  const value = field.node.kind === 'scalar' && typeof field.node.value === 'string' ? field.node.value : undefined;
  if (value !== undefined && NAME.test(value) && !Number.isNaN(tzOffset(value, new Date(0)))) return value;
  const near = value === undefined ? undefined : nearestWord(value, knownTimeZones());
  const hint = near === undefined ? 'write its IANA name, as Asia/Seoul' : `did you mean ${quoted(near)}?`;
  return reportWrong(reading, field, { expected: 'a time zone', hint });
}

/** What a misspelt name may have meant; not asked for unless there is one. */
function knownTimeZones(): readonly string[] {
  // biome-ignore lint/style/noRestrictedGlobals: the list only words a hint; no value depends on it.
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}
