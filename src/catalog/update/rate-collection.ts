import { sumDecimalTexts } from '../../units/decimal-text.ts';
import type { ListedRate } from './listed-rate.ts';
import { decimalQuotient } from './plain-values.ts';
import type { Selected, UpfrontPayment } from './select-rates.ts';

/** Takes what is selected from an offer, and joins the halves of reservations as they come in. */
export interface RateCollection {
  readonly add: (selected: Selected) => void;
  /** Complete rates so far. */
  readonly rates: readonly ListedRate[];
  /** Hourly rates whose one-time payment has not come, and payments whose hourly rate has not. */
  readonly halves: () => { readonly rates: ListedRate[]; readonly payments: UpfrontPayment[] };
  readonly clear: () => void;
}

/**
 * Collects the rates of an offer. A reservation stands in two rows, a one-time payment and an hourly rate; together they are
 * what an hour of its term costs. One of which only one half is listed has no rate: its hourly half alone would be nothing.
 */
export function collectRates(): RateCollection {
  const rates: ListedRate[] = [];
  const waitingRates = new Map<string, ListedRate>();
  const waitingPayments = new Map<string, UpfrontPayment>();

  function addHourly(rate: ListedRate, termHours: number): void {
    const name = reservationName(rate);
    const payment = waitingPayments.get(name);
    if (payment === undefined) waitingRates.set(name, rate);
    else rates.push(withPayment(rate, payment, termHours));
  }

  function addPayment(payment: UpfrontPayment): void {
    const name = reservationName(payment);
    const [rate, termHours] = [waitingRates.get(name), payment.head.termHours];
    if (rate !== undefined && termHours !== undefined && waitingRates.delete(name)) rates.push(withPayment(rate, payment, termHours));
    else waitingPayments.set(name, payment);
  }

  return {
    add: (selected) => {
      if (selected === undefined) return;
      if (!('usd' in selected)) addPayment(selected);
      else if (selected.head.termHours === undefined) rates.push(selected);
      else addHourly(selected, selected.head.termHours);
    },
    rates,
    halves: () => ({ rates: [...waitingRates.values()], payments: [...waitingPayments.values()] }),
    clear: () => {
      rates.length = 0;
      waitingRates.clear();
      waitingPayments.clear();
    },
  };
}

function withPayment(rate: ListedRate, { upfrontUsd }: UpfrontPayment, termHours: number): ListedRate {
  return { ...rate, usd: sumDecimalTexts([rate.usd, decimalQuotient(upfrontUsd, termHours)]) };
}

/** A SKU names the product, and the purchase option the term and the payment. */
function reservationName({ head, sku, effectiveOn }: Pick<UpfrontPayment, 'head' | 'sku' | 'effectiveOn'>): string {
  return `${sku} ${effectiveOn} ${head.purchaseOption}`;
}
