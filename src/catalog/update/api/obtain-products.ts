import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import { rowsOfProduct } from '../offer-json.ts';
import { collectRates } from '../rate-collection.ts';
import { checkEssentials, type OfferSelection } from '../select-rates.ts';
import { type ApiAccess, callApi, clientSettings } from './aws-client-settings.ts';

/** Where the Price List Query API lives, whatever the Region of the prices. */
const API_REGION = 'us-east-1';

const PAGE_SIZE = 100;

/** One question to GetProducts: attributes that a product must have. */
type Filters = Readonly<Record<string, string>>;

const INSTANCES: Filters = { tenancy: 'Shared', preInstalledSw: 'NA', capacitystatus: 'Used', licenseModel: 'No License required' };

/** The questions about an offer; without them, AmazonEC2 alone would be a hundred thousand products. */
function questionsAbout(offer: string, region: string): readonly Filters[] {
  if (offer === 'AWSDataTransfer') return [{ fromRegionCode: region }];
  if (offer !== 'AmazonEC2') return [{ regionCode: region }];
  const families = ['Storage', 'System Operation', 'Provisioned Throughput', 'Storage Snapshot', 'NAT Gateway'];
  return [
    { ...INSTANCES, regionCode: region, operatingSystem: 'Linux', operation: 'RunInstances' },
    { ...INSTANCES, regionCode: region, operatingSystem: 'Windows', operation: 'RunInstances:0002' },
    ...families.map((productFamily) => ({ regionCode: region, productFamily })),
  ];
}

/** Reads an offer with GetProducts, page by page. */
export async function obtainProducts(
  run: ListRun,
  { part, region }: WantedList,
  selection: OfferSelection,
  access: ApiAccess,
): Promise<ObtainedList> {
  const what = `${part} of ${region.code}`;
  const { PricingClient, paginateGetProducts } = await import('@aws-sdk/client-pricing');
  const client = new PricingClient(clientSettings(run.downloads, access, API_REGION));
  const picked = collectRates();
  let products = 0;
  const takeProduct = (value: unknown): void => {
    products += 1;
    for (const row of rowsOfProduct(what, value)) picked.add(selection.select(row, { what, region }));
  };
  await callApi(what, 'pricing:GetProducts', async () => {
    for (const question of questionsAbout(selection.offer, region.code)) {
      const Filters = Object.entries(question).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value }));
      const input = { ServiceCode: selection.offer, FormatVersion: 'aws_v1', Filters };
      for await (const { PriceList = [] } of paginateGetProducts({ client, pageSize: PAGE_SIZE }, input)) {
        for (const product of PriceList) takeProduct(JSON.parse(String(product)));
        run.onBytes(`${what}: ${products} products`, 0, undefined);
      }
    }
  });
  if (products === 0) return { kind: 'absent', why: `GetProducts knows no ${part} products in ${region.code}` };
  const { rates } = picked;
  checkEssentials(what, selection, rates);
  return {
    kind: 'read',
    list: {
      origin: {
        source: 'api',
        address: 'GetProducts',
        words: `AWS Price List API, offer ${selection.offer}`,
        version: '',
        publishedOn: '',
        readOn: run.today,
      },
      rates,
    },
  };
}
