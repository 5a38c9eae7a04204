import commanded from './commanded.ts';
import contacts from './contacts.ts';
import frames from './frames.ts';
import ghosts from './ghosts.ts';
import type { LayerDefinition } from './layer.ts';
import robot from './robot.ts';
import surroundings from './surroundings.ts';
import target from './target.ts';
import trail from './trail.ts';

/** Every layer, in the order a person sees them. */
export const layers: readonly LayerDefinition[] = [
  robot,
  commanded,
  surroundings,
  target,
  trail,
  ghosts,
  contacts,
  frames,
];

/** Which layers are switched on, by their ids; a layer not named is as it is by default. */
export type LayerSwitches = Readonly<Record<string, boolean>>;

export const isLayerOn = ({ id, isOn }: LayerDefinition, switches: LayerSwitches): boolean => switches[id] ?? isOn;
