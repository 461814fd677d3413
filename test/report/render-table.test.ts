import { expect, test } from 'vitest';
import { renderTable } from '../../src/report/render-table.ts';
import type { Estimate } from '../../src/report/report.ts';
import { columnsOf } from '../support/columns-of.ts';
import { estimateOf, fargatePlan, NOTHING_BILLED, optionOf, service, shopEstimate, shopInVirginia } from '../support/estimate-fixture.ts';

const ESCAPE = '\u001b';

function named(estimate: Estimate, name: string): Estimate {
  return { ...estimate, workload: { ...estimate.workload, name } };
}

test('the table of the shop: verdict, options by cost, costs per service, what was assumed and left out', async () => {
  await expect(renderTable(shopEstimate())).toMatchFileSnapshot('golden/shop.table.txt');
});

test('at 60 columns the note and what runs are left out, and the reasons stand below', async () => {
  await expect(renderTable(shopEstimate(), { width: 60 })).toMatchFileSnapshot('golden/shop.table-60.txt');
});

test('with details every line has rate and table, every fleet its proof', async () => {
  await expect(renderTable(shopEstimate(), { details: true })).toMatchFileSnapshot('golden/shop.details.txt');
});

test('two Regions begin side by side, the dearer with what it costs more', async () => {
  const text = renderTable([shopEstimate(), shopInVirginia()]);
  const [summary = ''] = text.split('\n\n');
  await expect(`${summary}\n`).toMatchFileSnapshot('golden/shop.regions.txt');
  expect(text.match(/^Verdict/gm)).toHaveLength(2);
});

test('the narrowest page is 40 columns, and a table that is asked to be narrower is as wide as that', () => {
  const lines = renderTable(shopEstimate(), { width: 1 }).split('\n');
  expect(Math.max(...lines.map(columnsOf))).toBe(40);
});

test('there is no escape sequence unless colours are asked for, and with them the text is the same', () => {
  const plain = renderTable(shopEstimate());
  const colored = renderTable(shopEstimate(), { color: true });
  expect(plain).not.toContain(ESCAPE);
  expect(colored).toContain(`${ESCAPE}[1;32m* EC2 · ARM64 · On-Demand${ESCAPE}[0m`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences are what is taken out.
  expect(colored.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
});

test('a name with an escape sequence reaches the terminal written out', () => {
  const text = renderTable(named(shopEstimate(), `${ESCAPE}[2Jshop\u202e`));
  expect(text).not.toContain(ESCAPE);
  expect(text).not.toContain('\u202e');
  expect(text.split('\n')[0]).toContain(String.raw`\u001b[2Jshop\u202e · ap-northeast-2`);
});

test('names in Korean and emoji newer than Unicode 12 leave the amounts in one column', () => {
  const shop = shopEstimate();
  const rename = (name: string): string => ({ api: '주문 서비스', web: 'melting 🫠🫠' })[name] ?? name;
  const estimate: Estimate = {
    ...shop,
    workload: { ...shop.workload, services: shop.workload.services.map((each) => ({ ...each, name: rename(each.name) })) },
    comparison: {
      ...shop.comparison,
      ranked: shop.comparison.ranked.map((each) => ({
        ...each,
        perOwner: each.perOwner.map(({ owner, cost }) => ({ owner: rename(owner), cost })),
      })),
    },
  };
  const lines = renderTable(estimate).split('\n');
  const rows = lines.filter((line) => /^(per service|주문|melting|nightly|total) /.test(line));
  expect(rows).toHaveLength(5);
  // "melting 🫠🫠" takes 12 columns, then two blanks and "$124.35": every first amount ends in column 21.
  expect(rows.map((row) => columnsOf(/^.*?(?:today|\$[\d.]+)/.exec(row)?.[0] ?? ''))).toEqual([21, 21, 21, 21, 21]);
});

test('when no option is possible the verdict says so, and each option has its reason', () => {
  const option = optionOf('fargate:on-demand:ARM64', {
    plan: fargatePlan('ARM64'),
    bill: NOTHING_BILLED,
    impossible: [{ owner: 'api', kind: 'fargate-no-gpu', gpus: 2 }],
  });
  const ranked = [{ id: option.id, status: 'impossible' as const, total: NOTHING_BILLED.total, perOwner: [] }];
  const text = renderTable(estimateOf({ name: 'train', region: 'us-east-1' }, [option], ranked));
  expect(text).toContain('Verdict  No option can run this workload, see below.\n');
  expect(text).toContain('  Fargate · ARM64 · On-Demand  not possible: api: needs 2 GPUs, Fargate has none\n');
  expect(text).not.toContain('per service');
});

test('of more than 30 services the 29 dearest are listed and the others summed up, so that the column still adds up', () => {
  const shop = shopEstimate();
  const names = Array.from({ length: 100 }, (_, index) => `s${String(index).padStart(2, '0')}`);
  const cheapest = shop.comparison.ranked[0];
  const cost = cheapest?.total.dividedBy(100) as (typeof shop.comparison.ranked)[0]['total'];
  const comparison = {
    ranked: [{ ...cheapest, perOwner: names.map((owner) => ({ owner, cost })) }],
    cheapest: cheapest?.id,
  } as Estimate['comparison'];
  const workload = { ...shop.workload, services: names.map((name, index) => service(name, index)), jobs: [] };
  const text = renderTable({ ...shop, options: shop.options.slice(0, 1), comparison, workload });
  expect(text).toMatch(/^s28 +\$1\.52/m);
  expect(text).not.toMatch(/^s29/m);
  // 152.39 / 100 x 71 = 108.1969
  expect(text).toMatch(/^and 71 more +\$108\.20$/m);
  expect(text).toMatch(/^total +\$152\.39$/m);
  expect(text).toContain('Lines are rounded to cents one by one');
});
