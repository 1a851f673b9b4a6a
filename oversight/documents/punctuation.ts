const chinese = '[\\u3400-\\u9fff）》」』”〕]';
const marks: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；', '?': '？', '!': '！' };
const beside = new RegExp(`(?<=${chinese})[,:;?!]|[,:;?!](?=[\\u3400-\\u9fff])`, 'gu');
const isChinese = /[\u3400-\u9fff]/u;

/** Chinese sentences with the marks that they are printed with (GB/T 15834): those beside Chinese words, brackets of case numbers too. */
export function fullWidth(text: string): string {
  const bracketed = text.replace(/\(([^()]*)\)/gu, (whole, inner: string, at: number) => {
    const around = `${text[at - 1] ?? ''}${inner}${text[at + whole.length] ?? ''}`;
    return isChinese.test(around) ? `（${inner}）` : whole;
  });
  return bracketed.replace(beside, (mark) => marks[mark] ?? mark);
}
