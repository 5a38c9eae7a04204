import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';
import type { Graphics } from '../../e2e/testing/chromium.ts';
import type { Measured } from '../window.ts';
import { openTrainPage, withWorkbench } from './opened.ts';

const SAMPLES = 10;

interface Sample {
  readonly minutes: number;
  /** Of the page's JavaScript, after a collection of garbage. */
  readonly heap_MiB: number;
  /** Resident, of the page's process. */
  readonly page_MiB: number;
  /** Resident, of the lab that trains and plays. */
  readonly lab_MiB: number;
}

/** Memory of the page and of the lab, sampled while a run trains and its episode plays. */
export function measureMemory(graphics: Graphics, minutes: number): Promise<Measured> {
  return withWorkbench(graphics, async (opened) => {
    const window = await opened.workbench.connect();
    const environmentSteps = 10_000_000;
    await window.lab.create({ task: 'so101-reach', run: { stopWhenSolved: false, environmentSteps } });
    const page = await openTrainPage(opened);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const [renderer, lab] = [await rendererPid(opened.browser), opened.workbench.labPid()];

    const samples: Sample[] = [];
    for (let i = 0; i <= SAMPLES; i++) {
      if (i > 0) await setTimeout((minutes * 60_000) / SAMPLES);
      samples.push({
        minutes: (i * minutes) / SAMPLES,
        heap_MiB: await heap_MiB(session),
        page_MiB: resident_MiB(renderer),
        lab_MiB: resident_MiB(lab),
      });
    }
    const lines = samples.map((sample) => {
      const [heap, resident, host] = [sample.heap_MiB, sample.page_MiB, sample.lab_MiB].map((size) => size.toFixed(0));
      return `${sample.minutes.toFixed(1)} min: page ${heap} MiB of objects, ${resident} MiB resident; lab ${host} MiB`;
    });
    return { lines, data: { samples } };
  });
}

async function heap_MiB(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20;
}

/** The process of the only page. */
async function rendererPid(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime);
  return renderers[0]!.id;
}

function resident_MiB(pid: number): number {
  const [, size_kB] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(size_kB) / 1024;
}
