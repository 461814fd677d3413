import type { GroupRun } from './group-run.ts';
import { touchService, zoneExtremes } from './group-run.ts';
import { type PlacementRule, placeTaskInZone } from './place-task.ts';
import { stopTaskInZone } from './stop-task.ts';

/**
 * Moves tasks of services that lie unevenly over the zones: a task of each is started in the zone with the fewest and one
 * stopped in the zone with the most, once a minute, until no zone has more than one task above another. It works for
 * services in a steady state whose first strategy is the spread over zones (or none), and which may run more than their
 * desired count. No instance is launched for it. Says whether there is more to do next minute.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
 */
export function rebalanceZones(run: GroupRun): boolean {
  const { balance, state } = run;
  if (state.zoneCount === 1) return false;
  for (const service of balance.changed) {
    balance.isChanged[service] = 0;
    if (mayRebalance(run, service) && !balance.uneven.includes(service)) balance.uneven.push(service);
  }
  balance.changed.length = 0;
  if (balance.uneven.length === 0) return false;
  balance.uneven = balance.uneven.filter((service) => zoneExtremes(run, service).difference > 1);
  let moved = false;
  for (const service of balance.uneven) moved = moveOne(run, service) || moved;
  return moved;
}

function mayRebalance({ rules, services }: GroupRun, service: number): boolean {
  const { zoneRebalancing = true, deployment, runs } = services[service] ?? {};
  return zoneRebalancing && !runs && (deployment?.maximumPercent ?? 200) > 100 && (rules[service]?.zonesFirst ?? false);
}

function moveOne(run: GroupRun, service: number): boolean {
  const { state, waiting, balance } = run;
  const slot = run.activeSlot[service] as number;
  const isSteady = waiting.counts[slot] === 0 && !run.deployments.some((one) => one.service === service);
  if (!isSteady || balance.triedAt[service] === state.roomVersion) return false;
  const { fewest, most } = zoneExtremes(run, service);
  const rule = run.rules[service] as PlacementRule;
  if (placeTaskInZone(state, slot, fewest, rule, run.random) < 0) {
    balance.triedAt[service] = state.roomVersion;
    return false;
  }
  stopTaskInZone(state, slot, most, rule, run.random);
  touchService(run, service);
  return true;
}
