import type { Difference } from '../../comparison/difference/difference.ts';
import { jsonText } from '../json-parts.ts';

/** A difference for programs: everything there is, amounts as exact decimal texts. `schema/report.schema.json` has its shape. */
export function renderDifferenceJson(difference: Difference): string {
  return jsonText(difference);
}
