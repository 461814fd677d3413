import { obtainFargateSpot } from '../bulk/obtain-feeds.ts';
import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import { adjacentSelection } from '../select-adjacent.ts';
import { EC2_SELECTION } from '../select-ec2.ts';
import { ECS_SELECTION } from '../select-ecs.ts';
import type { ApiAccess } from './aws-client-settings.ts';
import { obtainInstanceTypes } from './obtain-instance-types.ts';
import { obtainOfferingRates } from './obtain-offering-rates.ts';
import { obtainProducts } from './obtain-products.ts';
import { obtainSpotPrices } from './obtain-spot-prices.ts';

/** Reads one part with the APIs of AWS, which need credentials. Fargate Spot has none: its feed is public. */
export function obtainApiList(run: ListRun, wanted: WantedList, access: ApiAccess): Promise<ObtainedList> {
  switch (wanted.part) {
    case 'AmazonECS':
      return obtainProducts(run, wanted, ECS_SELECTION, access);
    case 'AmazonEC2':
      return obtainProducts(run, wanted, EC2_SELECTION, access);
    case 'AWSComputeSavingsPlan':
      return obtainOfferingRates(run, wanted, access);
    case 'FargateSpot':
      return obtainFargateSpot(run, wanted);
    case 'EC2Spot':
      return obtainSpotPrices(run, wanted, access);
    case 'InstanceTypes':
      return obtainInstanceTypes(run, wanted, access);
    default:
      return obtainProducts(run, wanted, adjacentSelection(wanted.part), access);
  }
}
