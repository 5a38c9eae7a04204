/** Names of logs and recordings begin with a time, YYYYMMDDhhmmss. @returns it as people read it; null without one */
export function stampText(name: string): string | null {
  const [, year, month, day, hours, minutes, seconds] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(name) ?? [];
  return year ? `${year}-${month}-${day} ${hours}:${minutes}:${seconds} UTC` : null;
}
