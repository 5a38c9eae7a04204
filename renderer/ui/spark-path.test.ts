import { expect, it } from 'vitest';
import { fileName } from './download.ts';
import { sparkPath } from './spark-path.ts';

it('draws values from edge to edge', () => {
  expect(sparkPath([0, 1, 0.5], 100, 20)).toBe('M0 20L50 0L100 10');
  expect(sparkPath([3, 3], 100, 20)).toBe('M0 10L100 10');
  expect(sparkPath([3], 100, 20)).toBe('M0 10');
  expect(sparkPath([], 100, 20)).toBe('');
});

it('names files so that every file system takes them', () => {
  expect(fileName('so101/reach: “α” #2', 'onnx')).toBe('so101-reach-α-2.onnx');
  expect(fileName('../..', 'csv')).toBe('run.csv');
});
