import { expect, test } from 'vitest';
import { LABELLED } from '../../benchmarks/advice/labelled-workloads.ts';
import { classify } from '../../src/advice/classify/classify.ts';
import { measureJob, measureService } from '../../src/advice/classify/measure-workload.ts';
import type { WorkloadClass } from '../../src/advice/classify/workload-class.ts';
import { demandOf } from '../../src/demand/demand-of.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';

function classOf({ service, job, region }: (typeof LABELLED)[number]): WorkloadClass {
  const owner = service === undefined ? `jobs: [{ name: only, ${job} }]` : `services: [{ name: only, ${service} }]`;
  const workload = parseWorkload(`version: 1\nname: labelled\nregion: ${region}\n${owner}\n`);
  const demand = demandOf(workload, parseMonth('730'));
  const [run, counts] = [demand.jobs[0], demand.services[0]];
  const [onlyJob, onlyService] = [workload.jobs[0], workload.services[0]];
  if (onlyJob && run) return classify(measureJob(onlyJob, run, demand.month)).class;
  if (onlyService && counts) return classify(measureService(onlyService, counts, demand.horizon)).class;
  throw new Error('a labelled workload has one service or job');
}

test('there are at least sixty labelled workloads, each with a source, and each name once', () => {
  expect(LABELLED.length).toBeGreaterThanOrEqual(60);
  expect(new Set(LABELLED.map(({ name }) => name)).size).toBe(LABELLED.length);
  expect(LABELLED.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
});

test('at least 95 % of the labelled workloads get the class that an expert gave them', () => {
  const agreed = LABELLED.filter((labelled) => classOf(labelled) === labelled.class);
  expect(agreed.length / LABELLED.length).toBeGreaterThanOrEqual(0.95);
});
