import { type ClusterState, INSTANCE_STATUS } from './cluster-state.ts';
import { advanceAccount, type CreditAccount, openAccount } from './credit-account.ts';
import type { CreditLedger } from './credit-ledger.ts';

const { free: FREE } = INSTANCE_STATUS;

/** An instance starts. */
export function startCredits(ledger: CreditLedger, { type, minute }: ClusterState, instance: number): void {
  const rules = ledger.rules[type[instance] as number];
  ledger.since[instance] = minute;
  if (rules) ledger.accounts[instance] = openAccount(rules);
}

/** Brings the account of an instance up to this minute, before its content changes. */
export function settleCredits(ledger: CreditLedger, state: ClusterState, instance: number): void {
  const type = state.type[instance] as number;
  const rules = ledger.rules[type];
  if (!rules) return;
  const fromMinute = ledger.since[instance] as number;
  const toMinute = state.minute;
  ledger.since[instance] = toMinute;
  if (toMinute <= fromMinute) return;
  const used = usedOn(ledger, state, instance);
  const flow = advanceAccount(ledger.accounts[instance] as CreditAccount, rules, used, { fromMinute, toMinute });
  add(ledger.charged, type, flow.charged);
  if (flow.borrowed === 0) return;
  if (rules.mode === 'standard') add(ledger.throttled, type, flow.borrowed);
  shareOut(ledger, state, instance, flow.borrowed / used);
}

/** An instance ends: what it has not earned back is charged. */
export function endCredits(ledger: CreditLedger, state: ClusterState, instance: number): void {
  const type = state.type[instance] as number;
  if (!ledger.rules[type]) return;
  settleCredits(ledger, state, instance);
  add(ledger.charged, type, (ledger.accounts[instance] as CreditAccount).surplus);
}

/** Forgets what was before this minute: surplus that stands now was spent then, and is taken off what is charged for it later. */
export function restartCredits(ledger: CreditLedger, state: ClusterState): void {
  const standing = standingSurplus(ledger, state);
  for (const sums of [ledger.charged, ledger.throttled, ledger.borrowed]) sums.fill(0);
  for (const [type, surplus] of standing.entries()) add(ledger.charged, type, -surplus);
}

/** The account of every instance at the end of the simulated time, when what stands is charged too. */
export function closedCredits(ledger: CreditLedger, state: ClusterState, endMinute: number): CreditLedger {
  state.minute = endMinute;
  for (const [type, surplus] of standingSurplus(ledger, state).entries()) {
    ledger.charged[type] = Math.max(0, (ledger.charged[type] as number) + surplus);
  }
  return ledger;
}

/** Surplus by type of all instances that run. */
function standingSurplus(ledger: CreditLedger, state: ClusterState): Float64Array {
  const standing = new Float64Array(ledger.rules.length);
  for (let instance = 0; instance < state.instanceEnd; instance += 1) {
    const type = state.type[instance] as number;
    if (state.status[instance] === FREE || !ledger.rules[type]) continue;
    settleCredits(ledger, state, instance);
    add(standing, type, (ledger.accounts[instance] as CreditAccount).surplus);
  }
  return standing;
}

/** What the tasks on an instance use in a minute; no more than it has, since they reserve no more. */
function usedOn({ usedBySlot, usedByDaemon }: CreditLedger, { counts, slotCount }: ClusterState, instance: number): number {
  let used = 0;
  for (const daemon of usedByDaemon) used += daemon;
  for (let slot = 0; slot < slotCount; slot += 1) used += (counts[instance * slotCount + slot] as number) * (usedBySlot[slot] as number);
  return used;
}

function shareOut(ledger: CreditLedger, { type, counts, slotCount, slots }: ClusterState, instance: number, share: number): void {
  const { usedBySlot, usedByDaemon, owners, borrowed } = ledger;
  const base = (type[instance] as number) * owners;
  for (let slot = 0; slot < slotCount; slot += 1) {
    const used = (counts[instance * slotCount + slot] as number) * (usedBySlot[slot] as number);
    if (used > 0) add(borrowed, base + (slots.service[slot] as number), Math.round(used * share));
  }
  for (const [daemon, used] of usedByDaemon.entries())
    add(borrowed, base + owners - usedByDaemon.length + daemon, Math.round(used * share));
}

function add(sums: Float64Array, index: number, by: number): void {
  sums[index] = (sums[index] as number) + by;
}
