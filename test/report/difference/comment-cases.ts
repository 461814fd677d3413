import type { Difference } from '../../../src/comparison/difference/difference.ts';
import { changeOf, EC2_ARM, FARGATE, FARGATE_ARM, stateOf, workloadChange } from '../../support/difference-fixture.ts';

/** Names that try everything a comment could be broken by. */
export const HOSTILE_NAMES = [
  '<img src=x onerror=alert(1)>',
  '</details><script>alert(1)</script>',
  '@everyone | `code` **bold** ~~gone~~',
  '[click](https://evil.example) ![x](http://evil.example/x.png)',
  'https://evil.example www.evil.example a@evil.example',
  '#1 !2 %3 ~label GH-4 :tada: &5 $x$',
  '/close',
  '<!-- hidden -->',
  '| --- | --- |',
  '&lt;b&gt; \\| \\',
];

const api = { name: 'api', usd: '73' };
const web = { name: 'web', usd: '36.5' };
const base = stateOf({ services: [api, web] });

const memoryEdit = { service: 'api', key: 'memory', before: '1 GB', after: '2 GB' };

/** Changes as a reviewer meets them. Amounts before and after are hand-made: see each case. */
export const COMMENT_CASES: Readonly<Record<string, Difference>> = {
  'no-change': changeOf([workloadChange({ before: base, after: base, isSame: true, budget: { monthlyUsd: '200' } })]),
  // 73 -> 87.6: +14.6, 20 % of the service and 13 % of 109.5.
  'one-size-change': changeOf([
    workloadChange({
      before: base,
      after: stateOf({ services: [{ ...api, usd: '87.6' }, web] }),
      edits: [memoryEdit],
      steps: [{ cause: 'task-size' }],
      budget: { monthlyUsd: '200', increaseUsd: '20' },
    }),
  ]),
  // Cheapest turns from EC2 (100) to Fargate (94.9) as api shrinks from 73 to 58.4.
  'verdict-flip': changeOf([
    workloadChange({
      before: stateOf({ services: [api, web], ec2Usd: '100', cheapest: EC2_ARM }),
      after: stateOf({
        services: [
          { ...api, usd: '58.4', verdict: FARGATE_ARM },
          { ...web, verdict: FARGATE_ARM },
        ],
        ec2Usd: '100',
        cheapest: FARGATE,
      }),
      edits: [{ service: 'api', key: 'desiredCount', before: '10', after: '8' }],
      steps: [{ cause: 'count' }],
    }),
  ]),
  'new-service': changeOf([
    workloadChange({
      before: base,
      after: stateOf({ services: [api, web, { name: 'queue', usd: '18.25' }] }),
      edits: [{ service: 'queue', key: '', before: null, after: '' }],
      steps: [{ cause: 'services' }],
    }),
  ]),
  'removed-service': changeOf([
    workloadChange({
      before: base,
      after: stateOf({ services: [api] }),
      edits: [{ service: 'web', key: '', before: '', after: null }],
      steps: [{ cause: 'services' }],
    }),
  ]),
  // Everything 2 % dearer: 109.5 -> 111.69.
  'price-refresh': changeOf([
    workloadChange({
      before: base,
      after: stateOf({
        services: [
          { ...api, usd: '74.46' },
          { ...web, usd: '37.23' },
        ],
        asOf: '2026-10-01',
      }),
      steps: [{ cause: 'prices' }],
    }),
  ]),
  // 300 services of 10 dollars; each of the first 200 grows by its own number of cents: 1 + 2 + ... + 200 = 20,100 cents.
  'three-hundred-services': changeOf([
    workloadChange({
      before: stateOf({ services: Array.from({ length: 300 }, (_, index) => ({ name: `service-${index + 1}`, usd: '10' })) }),
      after: stateOf({
        services: Array.from({ length: 300 }, (_, index) => ({
          name: `service-${index + 1}`,
          usd: index < 200 ? (10 + (index + 1) / 100).toFixed(2) : '10',
        })),
      }),
      edits: Array.from({ length: 200 }, (_, index) => ({ service: `service-${index + 1}`, key: 'memory', before: '1 GB', after: '2 GB' })),
      steps: [{ cause: 'task-size' }],
    }),
  ]),
  'budget-broken': changeOf(
    [
      workloadChange({
        before: base,
        after: stateOf({ services: [{ ...api, usd: '87.6' }, web] }),
        edits: [memoryEdit],
        steps: [{ cause: 'task-size' }],
        budget: { monthlyUsd: '120', increaseShare: '0.1', services: { api: { increaseUsd: '10' } } },
      }),
    ],
    [{ rule: 'increase', limit: '14', action: 'warn' }],
  ),
  'budget-broken-on-base': changeOf([
    workloadChange({
      before: base,
      after: stateOf({ services: [{ ...api, usd: '87.6' }, web] }),
      edits: [memoryEdit],
      steps: [{ cause: 'task-size' }],
      budgetBefore: { monthlyUsd: '100' },
      budget: { monthlyUsd: '100' },
    }),
  ]),
  'hostile-names': changeOf([
    workloadChange({
      before: stateOf({ name: '<b>shop</b>', services: HOSTILE_NAMES.map((name) => ({ name, usd: '10' })) }),
      after: stateOf({
        name: '<b>shop</b>',
        services: HOSTILE_NAMES.map((name) => ({ name, usd: '11' })),
        notPriced: [{ what: 'volumes of <i>x</i>', why: '@team says [no](http://evil.example)' }],
      }),
      edits: HOSTILE_NAMES.map((name) => ({ service: name, key: '<u>key</u>', before: '`a`', after: '@b' })),
      steps: [{ cause: 'settings' }],
      budget: { services: { '@everyone | `code` **bold** ~~gone~~': { monthlyUsd: '5' } } },
    }),
  ]),
  // Expected the same, low demand less than before: 36.5 - 73 - 146 becomes 14.6 - 73 - 146.
  'range-demand': changeOf([
    workloadChange({
      before: stateOf({ services: [{ ...api, low: '36.5', high: '146' }, web] }),
      after: stateOf({ services: [{ ...api, low: '14.6', high: '146' }, web] }),
      edits: [{ service: 'api', key: 'demand', before: null, after: null }],
      steps: [{ cause: 'count' }],
    }),
  ]),
  'unpriced-part': changeOf([
    workloadChange({
      before: base,
      after: stateOf({
        services: [{ ...api, usd: '87.6' }, web],
        notPriced: [{ what: 'environment.natGateways', why: 'network is not priced yet' }],
      }),
      edits: [memoryEdit],
      steps: [{ cause: 'task-size' }],
    }),
  ]),
  'no-price': changeOf([workloadChange({ before: base, after: stateOf({ services: [api, web], isUnpriced: true }), edits: [memoryEdit] })]),
  'first-run': changeOf([workloadChange({ after: base, steps: [{ cause: 'services' }] })]),
  'several-workloads': changeOf([
    workloadChange({
      before: base,
      after: stateOf({ services: [{ ...api, usd: '87.6' }, web] }),
      edits: [memoryEdit],
      steps: [{ cause: 'task-size' }],
    }),
    workloadChange({
      before: stateOf({ name: 'billing', services: [api] }),
      after: stateOf({ name: 'billing', services: [api] }),
      isSame: true,
    }),
    workloadChange({ after: stateOf({ name: 'search', services: [{ name: 'index', usd: '146' }] }), steps: [{ cause: 'services' }] }),
    workloadChange({ before: stateOf({ name: 'old', services: [{ name: 'api', usd: '5' }] }), steps: [{ cause: 'services', usd: '0' }] }),
  ]),
};
