import type { CapacityPlan, FargateTasks, Fleet, SinglePlan } from './capacity.ts';

/** The plans of one launch type that a plan consists of: itself, or the parts of a mixed one. */
export function plansIn(plan: CapacityPlan): SinglePlan[] {
  return plan.launchType === 'MIXED' ? plan.parts.map((part) => part.plan) : [plan];
}

/** Every fleet of instances in a plan. */
export function fleetsIn(plan: CapacityPlan): Fleet[] {
  return plansIn(plan).flatMap((single) => (single.launchType === 'FARGATE' ? [] : single.fleets));
}

/** Every Fargate task in a plan. */
export function fargateTasksIn(plan: CapacityPlan): FargateTasks[] {
  return plansIn(plan).flatMap((single) => (single.launchType === 'FARGATE' ? single.tasks : []));
}
