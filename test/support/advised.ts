import type { Advice, Finding } from '../../src/advice/advice.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { estimate } from '../../src/estimate.ts';
import type { Estimate } from '../../src/report/report.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from './small-catalog.ts';

/** An estimate with everything that advice can say, as of the day after the tables of the small catalog. */
export function fullyAdvised(workload: Workload, catalog: Catalog = smallCatalog()): Estimate {
  return estimate(workload, catalog, { advice: 'full', today: '2026-01-02' });
}

/** The advice for one service or job. */
export function adviceFor({ advice }: Pick<Estimate, 'advice'>, service: string): Advice {
  const found = advice.find((each) => each.service === service);
  if (!found) throw new Error(`there is no advice for ${service}`);
  return found;
}

/** All findings of a rule, about any service or about all together. */
export function findingsBy({ advice, verdict }: Pick<Estimate, 'advice' | 'verdict'>, rule: string): Finding[] {
  return [...advice.flatMap(({ findings }) => findings), ...verdict.findings].filter((finding) => finding.rule === rule);
}
