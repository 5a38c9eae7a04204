import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ConnectionFrame } from '../../contracts/arm-api.ts';
import type { CalibrationPrompt } from '../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../contracts/arm-description.ts';
import type { ArmFrame, ArmMode } from '../../contracts/arm.ts';
import { useArmApi, useArmConnection, useArmStream, useOnArmConnected } from '../bridge/use-arm-host.ts';
import { useToasts } from './toasts.ts';

/** Numbers that a person reads change no more often. */
const SHOWN_EVERY_ms = 60;
/** After a stop a pointer that still drags a slider must let go of it. */
const STOPPING_ms = 600;
const moving: readonly ArmMode[] = ['jog', 'replay', 'policy', 'parking'];

/** The arm that is connected, as the arm's host tells of it. */
export const useArm = defineStore('arm', () => {
  const api = useArmApi();
  const { state } = useArmConnection();
  const toasts = useToasts();

  const arms = shallowRef<readonly ArmDescription[]>([]);
  /** Ids of those that people described. */
  const ownArms = shallowRef<readonly string[]>([]);
  /** Null until the host has told. */
  const connection = shallowRef<ConnectionFrame | null>(null);
  /** The newest tick; null while no calibrated arm is connected. */
  const frame = shallowRef<ArmFrame | null>(null);
  /** What a guided calibration asks for; null while none is under way. */
  const prompt = shallowRef<CalibrationPrompt | null>(null);

  async function readArms(): Promise<void> {
    [arms.value, ownArms.value] = await Promise.all([api.arms(), api.ownArms()]);
  }
  async function saveArm(arm: ArmDescription): Promise<void> {
    await api.saveArm(arm);
    await readArms();
  }
  async function removeArm(id: string): Promise<void> {
    await api.removeArm(id);
    await readArms();
  }
  useOnArmConnected(() => void toasts.attempt(readArms));
  useArmStream('arm-connection', (told) => {
    connection.value = told;
    if (told.arm === null || told.calibratedAt === null) frame.value = null;
    if (told.arm === null) prompt.value = null;
  });
  useArmStream('arm', (tick) => {
    frame.value = tick;
    return new Promise((resolve) => setTimeout(resolve, SHOWN_EVERY_ms));
  });
  useArmStream('calibration', (told) => {
    const isOver = told.prompt.step === 'done' || told.prompt.step === 'cancelled';
    prompt.value = isOver ? null : told.prompt;
    if (!isOver) frame.value = null;
  });

  /** The description of the arm that is connected. */
  const arm = computed(() => arms.value.find(({ id }) => id === connection.value?.arm) ?? null);
  const mode = computed(() => frame.value?.mode ?? null);
  /** Whether this window is sending a motion, of which the host has perhaps not told yet. */
  const isCommanding = ref(false);
  const isMoving = computed(() => isCommanding.value || (mode.value !== null && moving.includes(mode.value)));
  const hasTorque = computed(() => mode.value === 'hold' || (mode.value !== null && moving.includes(mode.value)));
  const isVirtual = computed(() => connection.value?.address?.startsWith('virtual:') ?? false);

  /** The host does not answer: what is shown of the arm is out of date. */
  const isHostLost = computed(() => state.value.phase === 'lost');

  const isStopping = ref(false);
  function stopBy(how: () => Promise<unknown>): Promise<unknown> {
    isStopping.value = true;
    setTimeout(() => (isStopping.value = false), STOPPING_ms);
    return toasts.attempt(how);
  }
  /** Software stops, by a person: none removes power. */
  const stop = {
    hold: () => stopBy(() => api.hold()),
    damp: () => stopBy(() => api.damp()),
    park: () => stopBy(() => api.park()),
  };
  /** Whether joints can be moved now. */
  const isFree = computed(
    () => (mode.value === 'hold' || mode.value === 'jog') && frame.value!.faults.length === 0 && !isStopping.value,
  );

  return {
    api,
    arms,
    ownArms,
    saveArm,
    removeArm,
    arm,
    connection,
    frame,
    prompt,
    mode,
    isCommanding,
    isMoving,
    isFree,
    hasTorque,
    isVirtual,
    isHostLost,
    stop,
  };
});
