import { sumDecimalTexts } from '../../../units/decimal-text.ts';
import { compareText } from '../../../units/order.ts';
import { unexpectedAnswer } from '../answer-problem.ts';
import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import type { ListedRate, RateHead } from '../listed-rate.ts';
import { decimalQuotient, plainPrice } from '../plain-values.ts';
import { type ApiAccess, callApi, clientSettings } from './aws-client-settings.ts';

const SYSTEMS: Readonly<Record<string, { readonly name: string; readonly operation: string }>> = {
  'Linux/UNIX': { name: 'Linux', operation: 'RunInstances' },
  Windows: { name: 'Windows', operation: 'RunInstances:0002' },
};

const PAGE_SIZE = 1000;

/** A price as DescribeSpotPriceHistory gives it. */
interface SpotPrice {
  readonly AvailabilityZone?: string | undefined;
  readonly InstanceType?: string | undefined;
  readonly ProductDescription?: string | undefined;
  readonly SpotPrice?: string | undefined;
  readonly Timestamp?: Date | undefined;
}

/** Reads today's Spot prices with DescribeSpotPriceHistory: of each instance type, the mean over the Region's zones. */
export async function obtainSpotPrices(run: ListRun, { region }: WantedList, access: ApiAccess): Promise<ObtainedList> {
  const what = `EC2 Spot prices of ${region.code}`;
  const { EC2Client, paginateDescribeSpotPriceHistory } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client(clientSettings(run.downloads, access, region.code));
  const prices: SpotPrice[] = [];
  await callApi(what, 'ec2:DescribeSpotPriceHistory', async () => {
    // The history of today starts with the prices that held at midnight, so it has one of each zone.
    const input = { StartTime: new Date(`${run.today}T00:00:00Z`), ProductDescriptions: Object.keys(SYSTEMS) };
    for await (const { SpotPriceHistory = [] } of paginateDescribeSpotPriceHistory({ client, pageSize: PAGE_SIZE }, input)) {
      prices.push(...SpotPriceHistory);
      run.onBytes(`${what}: ${prices.length} prices`, 0, undefined);
    }
  });
  if (prices.length === 0) return { kind: 'absent', why: `AWS has no Spot prices in ${region.code}` };
  const address = 'DescribeSpotPriceHistory';
  return {
    kind: 'read',
    list: {
      origin: { source: 'api', address, words: 'Amazon EC2 API', version: '', publishedOn: '', readOn: run.today },
      rates: meanPrices(what, prices),
    },
  };
}

/** The mean over the zones of a Region, from the newest price of each zone. */
function meanPrices(what: string, prices: readonly SpotPrice[]): ListedRate[] {
  const newest = new Map<string, Map<string, SpotPrice>>();
  for (const price of prices) {
    const name = `${price.ProductDescription}|${price.InstanceType}`;
    const zones = newest.get(name) ?? new Map<string, SpotPrice>();
    newest.set(name, zones);
    const known = zones.get(price.AvailabilityZone ?? '');
    if (known === undefined || (known.Timestamp ?? 0) < (price.Timestamp ?? 0)) zones.set(price.AvailabilityZone ?? '', price);
  }
  return [...newest.keys()].sort(compareText).flatMap((name) => {
    const [description = '', type = ''] = name.split('|');
    const system = SYSTEMS[description];
    return system === undefined ? [] : [meanOf(what, spotHead(system), type, [...(newest.get(name)?.values() ?? [])])];
  });
}

function meanOf(what: string, head: RateHead, key: string, zones: readonly SpotPrice[]): ListedRate {
  const amounts = zones.map(({ SpotPrice: text = '' }) => plainPrice(text));
  if (amounts.some((amount) => amount === undefined || amount === '0'))
    throw unexpectedAnswer(what, `the Spot price of ${key} is no decimal above 0`);
  const usd = decimalQuotient(sumDecimalTexts(amounts as string[]), zones.length);
  return { head, key, usd, sku: '', effectiveOn: '' };
}

function spotHead({ name, operation }: { readonly name: string; readonly operation: string }): RateHead {
  return {
    set: 'spot',
    offer: 'AmazonEC2',
    title: `EC2 Spot ${name}`,
    purchaseOption: 'spot',
    operation,
    obtained: 'estimate',
    note: "The mean over the Region's Availability Zones of the Spot price at one moment, to ten decimals; Spot rates move with supply and demand.",
    unit: 'Hrs',
    usageTypePrefix: 'BoxUsage:',
    billedUsageTypePrefix: 'SpotUsage:',
  };
}
