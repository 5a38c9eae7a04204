import { computed, onScopeDispose, reactive, shallowRef, watch } from 'vue';
import type { DeployCheck, DeployFrame, DeployRequest, Point } from '../../../../contracts/deploy.ts';
import type { RunSummary } from '../../../../contracts/lab-api.ts';
import type { Decision } from '../../../../contracts/stream.ts';
import { useLab, useOnConnected, useStream } from '../../../bridge/use-lab.ts';
import { useNextPicture } from '../../../scene/next-picture.ts';
import { useArm } from '../../../stores/arm.ts';
import { recall, remember } from '../../../stores/memory.ts';
import { useRuns } from '../../../stores/runs.ts';
import { useToasts, wordsOf } from '../../../stores/toasts.ts';
import { useBusy } from '../../../stores/use-busy.ts';
import { useWatchSettings } from '../../../stores/watch.ts';
import { oneAtATime } from '../one-at-a-time.ts';

const KEY = 'deploy';
const FIRST_TARGET_m: Point = [0.22, 0, 0.15];
/** Typing goes on for so long before what was typed is checked. */
const SETTLED_ms = 300;
/** After a check that failed, such as while the arm is being connected. */
const AGAIN_ms = 3_000;

/** A policy of a run on the connected arm: what was chosen, how it goes, and what can be done now. */
export function useDeployment() {
  const lab = useLab();
  const arm = useArm();
  const runs = useRuns();
  const { attempt } = useToasts();
  const { isBusy, busily } = useBusy();
  const { settings: watching } = useWatchSettings();

  const choice = reactive({
    run: '',
    checkpoint: 'best' as DeployRequest['checkpoint'],
    ...recall<{ run?: string }>(KEY, {}),
  });
  const target_m = shallowRef<Point>(FIRST_TARGET_m);
  const frame = shallowRef<DeployFrame | null>(null);
  const decision = shallowRef<Decision | null>(null);
  const checks = shallowRef<readonly DeployCheck[]>([]);

  /** Runs that have learned something. */
  const choices = computed(() => (runs.runs ?? []).filter(({ environmentSteps }) => environmentSteps > 0));
  const run = computed<RunSummary | null>(
    () => choices.value.find(({ id }) => id === choice.run) ?? choices.value[0] ?? null,
  );
  const isUnderWay = computed(() => ['dry-run', 'running', 'held', 'fault'].includes(frame.value?.state ?? 'idle'));

  const request = (dryRun: boolean): DeployRequest => ({
    run: run.value!.id,
    checkpoint: choice.checkpoint,
    dryRun,
    target_m: [...target_m.value],
    horizon_steps: watching.horizon_steps,
    ghosts: watching.ghosts,
  });

  /** Why it could not be looked whether the policy may move the arm; null if it could. */
  const checkProblem = shallowRef<string | null>(null);
  const check = oneAtATime(async () => {
    if (!run.value || isUnderWay.value) return;
    try {
      checks.value = await lab.checkDeploy(request(false));
      checkProblem.value = null;
    } catch (thrown) {
      checks.value = [];
      checkProblem.value = wordsOf(thrown);
      checkIn(AGAIN_ms);
    }
  });
  let settling: ReturnType<typeof setTimeout> | undefined;
  function checkIn(wait_ms: number): void {
    clearTimeout(settling);
    settling = setTimeout(check, wait_ms);
  }
  const checkSoon = (): void => checkIn(SETTLED_ms);
  watch(
    [
      () => run.value?.id,
      () => choice.checkpoint,
      () => arm.connection?.calibratedAt,
      () => arm.frame?.faults.length,
      () => arm.mode,
      isUnderWay,
    ],
    checkSoon,
    { immediate: true },
  );
  useOnConnected(checkSoon);
  watch(choice, ({ run }) => remember(KEY, { run }));

  const nextPicture = useNextPicture();
  // A frame that was drawn tells the lab that someone watches.
  useStream('deploy', (told) => {
    frame.value = told;
    // Frames between its steps have none: the last one stays, until the deployment is over.
    if (told.decision || told.state === 'idle' || told.state === 'checking') decision.value = told.decision;
    if (told.checks.length > 0) checks.value = told.checks;
    return nextPicture();
  });

  /** Why the target that was placed last is not gone to; null if it is. */
  const targetProblem = shallowRef<string | null>(null);
  const sendTarget = oneAtATime(async (place_m: Point) => {
    try {
      await lab.placeTarget([...place_m]);
      targetProblem.value = null;
    } catch (thrown) {
      targetProblem.value = wordsOf(thrown);
    }
  });
  function placeTarget(place_m: Point): void {
    target_m.value = place_m;
    if (isUnderWay.value) return sendTarget(place_m);
    targetProblem.value = null;
    checkSoon();
  }

  const placeElsewhere = () => attempt(async () => placeTarget(await lab.drawTarget()));

  onScopeDispose(() => {
    clearTimeout(settling);
    // Nobody would watch it.
    if (isUnderWay.value) void lab.endDeploy().catch(() => {});
  });

  return {
    choice,
    choices,
    run,
    target_m,
    targetProblem,
    frame,
    decision,
    checks,
    checkProblem,
    isBusy,
    isUnderWay,
    placeTarget,
    placeElsewhere,
    check: checkSoon,
    start: (dryRun: boolean) => busily(() => lab.deploy(request(dryRun))),
    hold: () => attempt(lab.holdDeploy),
    goOn: () => attempt(lab.continueDeploy),
    end: () => busily(lab.endDeploy),
  };
}

export type Deployment = ReturnType<typeof useDeployment>;
