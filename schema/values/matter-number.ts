const form = /^[\p{L}\p{N}()（）〔〕[\]\-_.·号第]{1,100}$/u;

/** Whether a text can be the number of a case or matter, as `x-plumbline-matter` carries it (percent-encoded). */
export function isMatterNumber(text: string): boolean {
  return form.test(text);
}
