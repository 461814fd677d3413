import type { ListedRate } from '../../../src/catalog/update/listed-rate.ts';
import { readOfferCsv } from '../../../src/catalog/update/offer-csv.ts';
import { readOfferJson } from '../../../src/catalog/update/offer-json.ts';
import { collectRates } from '../../../src/catalog/update/rate-collection.ts';
import type { PricedRegion } from '../../../src/catalog/update/region-of-usage.ts';
import type { OfferSelection } from '../../../src/catalog/update/select-rates.ts';

/** The rates that a selection finds in the text of an offer's file, CSV or JSON. */
export function ratesInList(text: string, selection: OfferSelection, region: PricedRegion): ListedRate[] {
  const picked = collectRates();
  const what = `${selection.offer} of ${region.code}`;
  const read = text.startsWith('{') ? readOfferJson : readOfferCsv;
  const reader = read({ ...selection, what, onRow: (row) => picked.add(selection.select(row, { what, region })) });
  reader.push(Buffer.from(text));
  reader.finish();
  return [...picked.rates];
}

/** Rates by `<title> <purchase option> <key>`, for comparing: tiers as `usd from..to`. */
export function briefly(rates: readonly ListedRate[]): Record<string, string> {
  const brief: Record<string, string> = {};
  for (const { head, key, usd, from, to } of rates) {
    const name = [head.title, ...(head.purchaseOption === 'on-demand' ? [] : [head.purchaseOption]), key].join(' ');
    const text = from === undefined ? usd : `${usd} from ${from}${to === undefined ? '' : ` to ${to}`}`;
    brief[name] = brief[name] === undefined ? text : `${brief[name]}; ${text}`;
  }
  return brief;
}
