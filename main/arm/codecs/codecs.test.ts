import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stuff, unstuff } from './byte-stuffing.ts';
import { dynamixel } from './dynamixel.ts';
import { encodeFastReplies } from './fast-sync-read.ts';
import { feetech } from './feetech.ts';
import type { Codec } from './packet.ts';
import { ping, read, syncRead, syncWrite, write } from './requests.ts';
import { fuzz } from './testing/streams.ts';

const hex = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?!$)/g, '$& ');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const answersIn = (codec: Codec, text: string, dataLength: number) =>
  codec
    .parser()
    .push(bytes(text))
    .flatMap((packet) => codec.replies(packet, dataLength));

describe('Feetech', () => {
  it('encodes the published examples', () => {
    expect(hex(feetech.encode(ping(1)))).toBe('FF FF 01 02 01 FB');
    expect(hex(feetech.encode(read(feetech, 1, 56, 2)))).toBe('FF FF 01 04 02 38 02 BE');
  });

  it('reads the published answer', () => {
    const answers = answersIn(feetech, 'FF FF 01 04 00 18 05 DD', 2);
    expect(answers).toEqual([{ id: 1, error: 0, data: bytes('18 05') }]);
  });

  it('lays out sync read and sync write', () => {
    expect(hex(feetech.encode(syncRead(feetech, [1, 2], 56, 8)))).toBe('FF FF FE 06 82 38 08 01 02 36');
    const goals = [bytes('00 08'), bytes('01 08')];
    expect(hex(feetech.encode(syncWrite(feetech, [1, 2], 42, goals)))).toBe(
      'FF FF FE 0A 83 2A 02 01 00 08 02 01 08 34',
    );
  });
});

describe('Dynamixel 2.0', () => {
  it('encodes the published examples', () => {
    expect(hex(dynamixel.encode(ping(1)))).toBe('FF FF FD 00 01 03 00 01 19 4E');
    const goal = write(dynamixel, 1, 116, bytes('00 02 00 00'));
    expect(hex(dynamixel.encode(goal))).toBe('FF FF FD 00 01 09 00 03 74 00 00 02 00 00 CA 89');
  });

  it('skips its own request, echoed by the adapter', () => {
    const echo = hex(dynamixel.encode(ping(1)));
    const answer = { id: 1, error: 0x80, data: bytes('26 04 2D') };
    expect(answersIn(dynamixel, `${echo} ${hex(dynamixel.encodeReply(answer))}`, 3)).toEqual([answer]);
  });

  it('splits the answer to a fast sync read, which is not stuffed', () => {
    const answers = [
      { id: 1, error: 0, data: bytes('FF FF FD 00') },
      { id: 2, error: 0x80, data: bytes('01 02 03 04') },
    ];
    expect(answersIn(dynamixel, hex(encodeFastReplies(answers)), 4)).toEqual(answers);
    expect(answersIn(dynamixel, hex(encodeFastReplies(answers)), 3)).toEqual([]);
  });

  it('stuffs every would-be header, and nothing is lost by it', () => {
    expect(stuff(bytes('FF FF FD 00'))).toEqual(bytes('FF FF FD FD 00'));
    const headerBytes = fc.array(fc.constantFrom(0xff, 0xfd, 0x00), { maxLength: 40 });
    fc.assert(
      fc.property(headerBytes, (values) => {
        const stuffed = stuff(Uint8Array.from(values));
        expect(unstuff(stuffed)).toEqual(Uint8Array.from(values));
        expect(Buffer.from(stuffed).includes(Buffer.from(bytes('FF FF FD 00')))).toBe(false);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe.each([
  ['Feetech', feetech],
  ['Dynamixel 2.0', dynamixel],
])('%s parser', (name, codec) => {
  it('finds every frame in a stream cut anywhere', () => {
    const { sound, arrived, wrong } = fuzz(codec, 50_000, Infinity, 1);
    expect({ arrived, wrong }).toEqual({ arrived: sound, wrong: 0 });
  });

  it('loses no sound frame to damaged ones around it, but where the checksum is blind', () => {
    const { sound, arrived, wrong } = fuzz(codec, 50_000, 3, 2);
    const blind = name === 'Feetech' ? 2 / 100 : 1 / 2 ** 12;
    expect(sound - arrived).toBeLessThanOrEqual(blind * sound);
    expect(wrong).toBeLessThanOrEqual(blind * sound);
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), (chunks) => {
        const parser = codec.parser();
        for (const chunk of chunks) parser.push(chunk);
        parser.flush();
        parser.reset();
        const packet = ping(7);
        expect(parser.push(codec.encode(packet))).toEqual([packet]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('counts what is damaged, and finds at the end what a false length hid', () => {
    const parser = codec.parser();
    const broken = codec.encode(read(codec, 1, 56, 2));
    broken[codec === feetech ? 3 : 5]! += 40;
    expect(parser.push(Uint8Array.of(...broken, ...codec.encode(ping(2))))).toEqual([]);
    expect(parser.flush()).toEqual([ping(2)]);
    expect(parser.damaged).toBe(1);
  });
});
