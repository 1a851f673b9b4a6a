/** An ISO day as documents write it: 2026年11月22日. */
export function longDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}
