/** What an arm host is started with: JSON in `process.argv[2]`. */
export interface ArmHostSettings {
  readonly dataFolder: string;
}
