import { Color, MeshPhysicalMaterial, SRGBColorSpace } from 'three';
import type { GeomDescription } from '../../contracts/scene.ts';

type Rgba = GeomDescription['rgba'];

/** What a surface is made of, as far as its colour tells. */
interface Finish {
  readonly roughness: number;
  readonly metalness: number;
  readonly clearcoat: number;
}

const PRINTED_PLASTIC: Finish = { roughness: 0.52, metalness: 0, clearcoat: 0.18 };
/** Servo cases: black, moulded, a little glossy. */
const MOULDED_PLASTIC: Finish = { roughness: 0.38, metalness: 0, clearcoat: 0.3 };
const METAL: Finish = { roughness: 0.3, metalness: 0.6, clearcoat: 0 };

/** MuJoCo's models hardly ever say more than a colour: grey is taken for metal, near black for a motor's case. */
export function finishOf([red, green, blue]: Rgba): Finish {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most < 0.2) return MOULDED_PLASTIC;
  return most - least < 0.06 && most < 0.75 ? METAL : PRINTED_PLASTIC;
}

/** One material per colour, shared by the geoms of a model. */
export class Materials {
  readonly #byColour = new Map<string, MeshPhysicalMaterial>();

  of(rgba: Rgba): MeshPhysicalMaterial {
    const key = rgba.join();
    let material = this.#byColour.get(key);
    if (!material) {
      const [red, green, blue, opacity] = rgba;
      material = new MeshPhysicalMaterial({
        color: new Color().setRGB(red, green, blue, SRGBColorSpace),
        opacity,
        transparent: opacity < 1,
        clearcoatRoughness: 0.4,
        ...finishOf(rgba),
      });
      this.#byColour.set(key, material);
    }
    return material;
  }

  dispose(): void {
    for (const material of this.#byColour.values()) material.dispose();
    this.#byColour.clear();
  }
}
