/** Something that goes wrong with a virtual arm, in the words of `setFault`: how it begins, and how it is put right. */
export interface FaultCase {
  readonly title: string;
  readonly begins: string;
  readonly ends: string;
}

/** What a virtual arm can suffer while its cable is plugged in, most of it at a joint that moves. */
export const faultCases = {
  lost: { title: '10 % of the answers are lost', begins: 'lost=0.1', ends: 'lost=' },
  late: { title: '10 % of the answers are 40 ms late', begins: 'late=0.1', ends: 'late=' },
  damaged: { title: '10 % of the answers are damaged', begins: 'damaged=0.1', ends: 'damaged=' },
  missing: { title: "a servo's plug is out", begins: 'missing=1', ends: 'missing=' },
  duplicate: { title: 'two servos have one id', begins: 'duplicate=2', ends: 'duplicate=' },
  wrongBaud: { title: 'a servo has another baud rate', begins: 'wrongBaud=3', ends: 'wrongBaud=' },
  overload: { title: "a servo's overload protection trips", begins: 'overload=2', ends: 'overload=' },
  overheated: { title: 'a servo is too hot', begins: 'overheated=4', ends: 'overheated=' },
  brownOut: { title: 'brown-out: the supply gives 3 V', begins: 'supply_V=3', ends: 'supply_V=' },
  weakSupply: { title: 'the supply gives 7 V of 12 V', begins: 'supply_V=7', ends: 'supply_V=' },
  stalled: { title: 'a joint is jammed', begins: 'stalled=1', ends: 'stalled=' },
  backlash: { title: 'the gears have 3° of play', begins: 'backlash_rad=0.05', ends: 'backlash_rad=' },
} as const satisfies Record<string, FaultCase>;
