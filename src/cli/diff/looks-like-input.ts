import { isReport } from '../../comparison/difference/read-report.ts';

/** The key of services or jobs with a list below it; in a Compose file it is a mapping. */
const LIST_OF_TASKS = /^(?:services|jobs):[ \t]*(?:#.*)?(?:\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-[ \t\r\n]|\[)/m;

const VERSION = /^version:[ \t]*1[ \t]*(?:#.*)?\r?$/m;

/**
 * Whether a file that nobody named is a workload file or a saved report: a directory also holds task definitions, Compose
 * files and whatever else. It looks at the outline only, so that a workload file with a mistake inside is still one, and its
 * mistake is told.
 */
export function looksLikeInput(name: string, content: Uint8Array): boolean {
  const text = new TextDecoder().decode(content);
  return name.endsWith('.json') ? looksLikeJsonInput(text) : VERSION.test(text) && LIST_OF_TASKS.test(text);
}

function looksLikeJsonInput(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof value !== 'object' || value === null) return false;
  if (isReport(value)) return 'reports' in value || 'options' in value;
  return 'version' in value && value.version === 1 && ('services' in value || 'jobs' in value);
}
