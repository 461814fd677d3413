import { expect, test } from 'vitest';
import type { DemandSegment } from '../../src/demand/demand.ts';
import { demandOf } from '../../src/demand/demand-of.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { service, workload } from '../support/workload-builder.ts';

const DAY = 1440;

function segmentsOf(name: string, burstMinutes: number, burstsPerDay: number): readonly DemandSegment[] {
  const demand = { course: { kind: 'bursts', base: '1', peak: '12', burstMinutes, burstsPerDay } } as const;
  return demandOf(workload({ services: [service({ name, demand })] }), parseMonth('730')).services[0]?.segments ?? [];
}

const burstsOf = (segments: readonly DemandSegment[]): DemandSegment[] => segments.filter(({ taskCount }) => taskCount === 12);

test('every day has its bursts, each in its own part of the day and as long as stated', () => {
  const bursts = burstsOf(segmentsOf('worker', 7, 6));
  expect(bursts).toHaveLength(42);
  for (const [index, { fromMinute, toMinute }] of bursts.entries()) {
    expect(toMinute - fromMinute).toBe(7);
    expect(Math.floor(fromMinute / 240)).toBe(index);
    expect(Math.floor((toMinute - 1) / 240)).toBe(index);
  }
});

test('bursts lie at the same minutes every time, and at others for a service of another name', () => {
  const starts = (name: string): number[] => burstsOf(segmentsOf(name, 7, 6)).map(({ fromMinute }) => fromMinute);
  expect(starts('worker')).toEqual(starts('worker'));
  expect(starts('worker')).not.toEqual(starts('mailer'));
  // Not every day alike.
  expect(starts('worker').slice(6, 12)).not.toEqual(
    starts('worker')
      .slice(0, 6)
      .map((minute) => minute + DAY),
  );
});

test('bursts that nearly fill the day stay apart, and those that fill it are the peak all the time', () => {
  expect(burstsOf(segmentsOf('worker', 59, 24))).toHaveLength(168);
  expect(segmentsOf('worker', 60, 24)).toEqual([{ fromMinute: 0, toMinute: 7 * DAY, taskCount: 12 }]);
});
