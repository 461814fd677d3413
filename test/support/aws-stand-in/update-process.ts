/**
 * One update of prices in a process of its own, for tests that stop it from outside. Its argument is the request in JSON; it
 * prints `started`, then the endings of the lists or the problem, and leaves with 0 or 1.
 */
import process from 'node:process';
import { updatePrices } from '../../../src/catalog/update/update-prices.ts';

/** Printed once everything is loaded and the update begins. */
const STARTED = 'started';

const { cache, url, region, services, at, transferLimits, lockLimits } = JSON.parse(process.argv[2] ?? '{}');

// A limit on the size of files then refuses a write as a full disk does, in place of ending the process.
process.on('SIGXFSZ', () => undefined);

process.stdout.write(`${STARTED}\n`);
try {
  const outcome = await updatePrices({
    env: { ECS_COST_PRICES: cache, ECS_COST_PRICE_LIST_URL: url },
    regions: [region],
    services,
    accept: true,
    now: () => new Date(at),
    onEvent: (event) => event.kind === 'note' && process.stdout.write(`note: ${event.text}\n`),
    transferLimits,
    lockLimits,
  });
  for (const { part, kind } of outcome.regions.flatMap(({ parts }) => parts)) process.stdout.write(`${part} ${kind}\n`);
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
