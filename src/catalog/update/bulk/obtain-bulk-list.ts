import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import { adjacentSelection } from '../select-adjacent.ts';
import { EC2_SELECTION } from '../select-ec2.ts';
import { ECS_SELECTION } from '../select-ecs.ts';
import { obtainFargateSpot, obtainSpotAdvice } from './obtain-feeds.ts';
import { obtainOffer } from './obtain-offer.ts';
import { obtainSavingsPlans } from './obtain-savings-plans.ts';

/** Reads one part of what AWS publishes for everyone, without credentials. */
export function obtainBulkList(run: ListRun, wanted: WantedList): Promise<ObtainedList> {
  switch (wanted.part) {
    case 'AmazonECS':
      return obtainOffer(run, wanted, ECS_SELECTION);
    case 'AmazonEC2':
      return obtainOffer(run, wanted, EC2_SELECTION);
    case 'AWSComputeSavingsPlan':
      return obtainSavingsPlans(run, wanted);
    case 'FargateSpot':
      return obtainFargateSpot(run, wanted);
    case 'EC2Spot':
      return obtainSpotAdvice(run, wanted);
    default:
      return obtainOffer(run, wanted, adjacentSelection(wanted.part));
  }
}
