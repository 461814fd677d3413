import { joinBills } from './billing/join-bills.ts';
import { withNegotiatedDiscount } from './billing/negotiated-discount.ts';
import { billableUsage, billUnder, type PurchasedBill } from './billing/purchase/bill-of.ts';
import type { CommitmentOffer } from './billing/purchase/commitment-offer.ts';
import { studyCommitments } from './billing/purchase/study-commitments.ts';
import type { MixedPlan } from './capacity/capacity.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Option } from './comparison/comparison.ts';
import { restrictTo } from './demand/restrict-to.ts';
import type { Effort } from './packing/problem.ts';
import { type Billing, besideBill, type OptionSpec, planOption, purchaseContext, usageOf } from './price-option.ts';
import type { MoveRegret, OptionStudy, UnknownMove } from './report/commit-study.ts';
import type { LaunchType } from './units/capacity.ts';
import { exactText, minusUsd, NO_USD, sumUsd, type Usd, usd } from './units/money.ts';

/** What a study needs beside the option. */
export interface StudyContext extends Billing {
  readonly catalog: Catalog;
  readonly effort: Effort;
}

/** Studies commitments for a possible On-Demand option: each plan, and what a move of each service would do to it. */
export function studyOption(option: Option, context: StudyContext): OptionStudy {
  const purchase = purchaseContext(context);
  const usage = billableUsage(usageOf(option.plan, context.workload, context.demand), purchase);
  const study = studyCommitments(usage, purchase);
  const without = billUnder(usage, purchase);
  // What runs beside the tasks and is no compute, and negotiated discounts.
  const beside = 'bill' in without ? minusUsd(option.bill.total, without.bill.total) : NO_USD;
  const offers = [...new Map(study.plans.map(({ offer }) => [offer.purchaseOption, offer])).values()];
  const held = new Map(offers.map((offer) => [offer, heldOf(billUnder(usage, purchase, { offer }))]));
  const moves = context.workload.services.map(({ name }) => moveOf(name, option, offers, held, context));
  return {
    option,
    study: { ...study, restUsd: exactText(sumUsd([usd(study.restUsd), beside])) },
    moves: moves.flatMap(({ known }) => known),
    unknownMoves: moves.flatMap(({ unknown }) => unknown),
  };
}

type HeldByOffer = ReadonlyMap<CommitmentOffer, PurchasedBill['held']>;

interface Move {
  readonly known: readonly MoveRegret[];
  readonly unknown: readonly UnknownMove[];
}

/** One service on the other launch type: both parts planned anew, billed together with all that runs beside them. */
function moveOf(service: string, option: Option, offers: readonly CommitmentOffer[], held: HeldByOffer, context: StudyContext): Move {
  const to: LaunchType = option.launchType === 'FARGATE' ? 'EC2' : 'FARGATE';
  const { workload } = context;
  const others = [...workload.services, ...workload.jobs].map(({ name }) => name).filter((name) => name !== service);
  const there = { ...option, launchType: to };
  const parts = [...(others.length === 0 ? [] : [partOf(others, option, context)]), partOf([service], there, context)];
  const plan: MixedPlan = {
    launchType: 'MIXED',
    architecture: option.architecture,
    parts,
    impossible: parts.flatMap((part) => part.plan.impossible),
  };
  if (plan.impossible.length > 0) return { known: [], unknown: [{ service, to, reasons: plan.impossible, missing: [] }] };
  const purchase = purchaseContext(context);
  const usage = billableUsage(usageOf(plan, workload, context.demand), purchase);
  const beside = besideBill(plan, context);
  const totalOf = ({ bill }: PurchasedBill): Usd => withNegotiatedDiscount(joinBills(bill, beside), workload.discounts).total;
  const without = billUnder(usage, purchase);
  const known: MoveRegret[] = [];
  const missing: { purchaseOption: string; usageTypes: string[] }[] = [];
  for (const offer of offers) {
    const { purchaseOption } = offer;
    const chosen = held.get(offer);
    const [bought, best] = [billUnder(usage, purchase, { offer, ...(chosen ? { chosen } : {}) }), billUnder(usage, purchase, { offer })];
    if ('bill' in bought && 'bill' in best && 'bill' in without) {
      const [total, bestTotal, withoutTotal] = [totalOf(bought), totalOf(best), totalOf(without)];
      known.push({
        service,
        to,
        purchaseOption,
        totalUsd: exactText(total),
        bestTotalUsd: exactText(bestTotal),
        withoutUsd: exactText(withoutTotal),
        regretUsd: exactText(minusUsd(total, bestTotal)),
        againstNoPlanUsd: exactText(minusUsd(total, withoutTotal)),
      });
    } else {
      const lacking = [bought, without].flatMap((billed) => ('missing' in billed ? billed.missing : []));
      missing.push({ purchaseOption, usageTypes: [...new Set(lacking.map(({ usageType }) => usageType))] });
    }
  }
  return { known, unknown: missing.length === 0 ? [] : [{ service, to, reasons: [], missing }] };
}

function partOf(names: readonly string[], spec: OptionSpec, context: StudyContext): MixedPlan['parts'][number] {
  const [workload, demand] = restrictTo(context.workload, context.demand, (name) => names.includes(name));
  const plan = planOption(spec, workload, demand, context.catalog, context.prices, { effort: context.effort });
  return { optionId: spec.id, owners: names, plan };
}

function heldOf(billed: ReturnType<typeof billUnder>): PurchasedBill['held'] {
  return 'held' in billed ? billed.held : undefined;
}
