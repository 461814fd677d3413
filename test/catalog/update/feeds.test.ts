import { expect, test } from 'vitest';
import { fargateSpotRates } from '../../../src/catalog/update/fargate-spot-feed.ts';
import { spotAdvisorTables } from '../../../src/catalog/update/spot-advisor-feed.ts';
import { fixture } from '../../support/aws-stand-in/offer-paths.ts';
import { briefly } from '../../support/aws-stand-in/rates-in-list.ts';

const FARGATE_SPOT: unknown = JSON.parse(fixture('fargate-spot-feed.json'));

test('the Fargate Spot feed gives the rates of one Region', () => {
  expect(briefly(fargateSpotRates('the feed', FARGATE_SPOT, 'eu-west-1'))).toEqual({
    'Fargate Spot spot Fargate-vCPU-Hours:perCPU': '0.01369631',
    'Fargate Spot spot Fargate-GB-Hours': '0.00150494',
  });
});

test('ARM is told from x86 by the unit or by the label, and an unknown unit is no rate', () => {
  const price = (unit: string, label: string, usd: string): object => ({
    unit,
    price: { USD: usd },
    attributes: { 'aws:region': 'us-east-1', 'aws:label': label },
  });
  const feed = {
    prices: [
      price('ARM-vCPU-Hours', 'per vCPU per hour', '0.0103'),
      price('GB-Hours', 'ARM per GB per hour', '0.0011'),
      price('Windows-vCPU-Hours', '', '0.02'),
    ],
  };
  expect(briefly(fargateSpotRates('the feed', feed, 'us-east-1'))).toEqual({
    'Fargate Spot spot Fargate-ARM-vCPU-Hours:perCPU': '0.0103',
    'Fargate Spot spot Fargate-ARM-GB-Hours': '0.0011',
  });
});

test('a Spot rate of nothing is refused, and so is a feed without prices', () => {
  const feed = { prices: [{ unit: 'GB-Hours', price: { USD: '0.0' }, attributes: { 'aws:region': 'us-east-1' } }] };
  expect(() => fargateSpotRates('the feed', feed, 'us-east-1')).toThrow(/the Spot rate of Fargate-GB-Hours is "0.0"/);
  expect(() => fargateSpotRates('the feed', {}, 'us-east-1')).toThrow(/no list of prices/);
});

const ADVISOR = {
  ranges: [
    { index: 1, label: '5-10%', dots: 1, max: 11 },
    { index: 0, label: '<5%', dots: 0, max: 5 },
  ],
  spot_advisor: {
    'eu-west-1': {
      Linux: { 'm7g.large': { s: 53, r: 1 }, 'p5.48xlarge': { s: -4, r: 0 }, 'c7i.large': { s: 60, r: 7 } },
      Windows: { 'm7i.large': { s: 30, r: 0 } },
    },
  },
};

test('the Spot Advisor gives bands in their order, and no advice where the saving is below nothing or the band unknown', () => {
  expect(spotAdvisorTables('the feed', ADVISOR, 'eu-west-1')).toEqual([
    { operatingSystem: 'LINUX', interruptionBands: ['<5%', '5-10%'], byInstanceType: { 'm7g.large': [1, 53] } },
    { operatingSystem: 'WINDOWS', interruptionBands: ['<5%', '5-10%'], byInstanceType: { 'm7i.large': [0, 30] } },
  ]);
  expect(spotAdvisorTables('the feed', ADVISOR, 'mars-1')).toEqual([]);
});

test('a Spot Advisor feed of another layout is refused', () => {
  expect(() => spotAdvisorTables('the feed', { ranges: [] }, 'eu-west-1')).toThrow(/no ranges or no advice/);
  expect(() => spotAdvisorTables('the feed', { ...ADVISOR, ranges: [{ index: 3, label: 'x' }] }, 'eu-west-1')).toThrow(
    /bands of the feed have gaps/,
  );
});
