import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { renderCsv } from '../../src/report/render-csv.ts';
import { shopEstimate, shopInVirginia } from '../support/estimate-fixture.ts';

type Row = Record<string, string>;

const rowsOf = (text: string): Row[] => parse(text, { columns: true }) as Row[];

function shopCalled(name: string): string {
  const shop = shopEstimate();
  return renderCsv({ ...shop, workload: { ...shop.workload, name } });
}

test('the CSV of the shop: one row a line item, one for each reason and each gap', async () => {
  await expect(renderCsv(shopEstimate())).toMatchFileSnapshot('golden/shop.csv');
});

test('several reports have one header, and each row names its Region', () => {
  const rows = rowsOf(renderCsv([shopEstimate(), shopInVirginia()]));
  expect(new Set(rows.map(({ region }) => region))).toEqual(new Set(['ap-northeast-2', 'us-east-1']));
});

test('an impossible option has one row a reason and no cost, not a cost of 0', () => {
  const rows = rowsOf(renderCsv(shopEstimate())).filter(({ possible }) => possible === 'false');
  expect(rows.map(({ option, costUsd, note }) => [option, costUsd, note])).toEqual([
    ['ec2:on-demand:mixed', '', 'api, web: no Linux instance type with a rate is allowed'],
    [
      'fargate:spot:X86_64',
      '',
      'api: no rate for Fargate-vCPU-Hours:perCPU in ap-northeast-2: there is no table of Spot rates; state it under rates',
    ],
  ]);
});

test('usage without a rate has a row with its quantity and no cost', () => {
  const [row] = rowsOf(renderCsv(shopEstimate())).filter(({ note }) => note?.startsWith('not priced'));
  expect(row).toMatchObject({ usageType: 'EBS:VolumeUsage.gp3', quantity: '60', rateUsd: '', costUsd: '' });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x";"y")', ' =1', '＝1'])(
  'the name %s is no formula in a spreadsheet',
  (name) => {
    expect(rowsOf(shopCalled(name))[0]?.['workload']).toBe(`'${name}`);
  },
);

test.each(['a,b', 'a"b', '"', 'plain', "it's", 'a;b', '주문'])('the name %s reads back as it was', (name) => {
  expect(rowsOf(shopCalled(name))[0]?.['workload']).toBe(name);
});

test('a line break in a name is written out and breaks no row', () => {
  expect(rowsOf(shopCalled('a\nb'))[0]?.['workload']).toBe(String.raw`a\u000ab`);
});
