import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory for a cache, removed when the test ends. */
export function temporaryCache(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ecs-cost-prices-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
