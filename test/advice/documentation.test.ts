import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as thresholds from '../../src/advice/classify/thresholds.ts';
import { WORKLOAD_CLASSES } from '../../src/advice/classify/workload-class.ts';
import { RULES } from '../../src/advice/rules/index.ts';
import { repository } from '../support/repository.ts';

const page = (name: string): string => readFileSync(`${repository}docs/${name}`, 'utf8');

test('the page of classes defines every class, in the order in which they are asked for', () => {
  const defined = [...(page('classes.md').split('## The numbers')[0] ?? '').matchAll(/^\| `([a-z-]+)` \| /gm)].map(([, name]) => name);
  expect(defined).toEqual(WORKLOAD_CLASSES);
});

test('the page of classes states every threshold as the code has it', () => {
  const text = page('classes.md');
  const { TINY_VCPUS_BELOW, TINY_MEMORY_GIB_BELOW, BURSTY_PEAK_TO_MEAN, BURSTY_BUSY_SHARE, PERIODIC_VARIATION, PERIODIC_REPETITION } =
    thresholds;
  const {
    HIGH_CPU_UTILIZATION,
    HIGH_MEMORY_UTILIZATION,
    LARGE_VCPUS,
    LARGE_MEMORY_GIB,
    COMPUTE_HEAVY_GIB_PER_VCPU,
    MEMORY_HEAVY_GIB_PER_VCPU,
  } = thresholds;
  for (const stated of [
    `less than ${TINY_VCPUS_BELOW} vCPU and less than ${TINY_MEMORY_GIB_BELOW} GB`,
    `at least ${BURSTY_PEAK_TO_MEAN} times the mean`,
    `at most ${BURSTY_BUSY_SHARE * 100} % of the time`,
    `at least ${PERIODIC_VARIATION * 100} % of its mean`,
    `correlation of ${PERIODIC_REPETITION} or more`,
    `CPU is at least ${HIGH_CPU_UTILIZATION * 100} %`,
    `memory is at least ${HIGH_MEMORY_UTILIZATION * 100} %`,
    `at least ${LARGE_VCPUS} vCPU at no more than ${COMPUTE_HEAVY_GIB_PER_VCPU} GB a vCPU`,
    `at least ${LARGE_MEMORY_GIB} GB at ${MEMORY_HEAVY_GIB_PER_VCPU} GB a vCPU`,
  ]) {
    expect(text).toContain(stated);
  }
});

test('the page of findings lists every rule, in the order in which they are told', () => {
  const listed = [...page('advice-rules.md').matchAll(/^\| `([a-z-]+)` \| /gm)].map(([, name]) => name);
  expect(listed).toEqual(RULES.map(([rule]) => rule));
});
