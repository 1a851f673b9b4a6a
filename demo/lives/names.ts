import type { Random } from './random.js';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎崔',
];
const male = [...'伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林峰坤志建国庆海山东'];
const female = [...'芳娜秀敏静丽艳娟霞燕玲桂英华慧巧美婷雪琳倩梅莉兰凤洁颖萍红云欣雨佳怡蕾'];
/** Characters outside the basic plane or rare in old fonts: what encodings fall over. */
const rare = ['㛃', '𬭎', '喆', '淼', '犇', '燊'];

/** A synthetic name: two or three characters, sometimes a rare one, sometimes with a minority dot. */
export function nameOf(random: Random, sex: '1' | '2', ethnicity: string): string {
  if (ethnicity === '05')
    return `${random.pick(['艾力', '买买提', '古丽'])}·${random.pick(['吐尔逊', '卡德尔', '阿不都'])}`;
  const given = sex === '1' ? male : female;
  const first = random.pick(surnames);
  if (random.chance(0.01)) return first + random.pick(rare);
  return random.chance(0.25) ? first + random.pick(given) : first + random.pick(given) + random.pick(given);
}

export const companyWords = ['鑫源', '宏达', '鲁北', '津城', '恒泰', '瑞丰', '德信', '永盛', '金穗', '华宇'] as const;
export const companyTrades = ['商贸', '木业', '五金', '建材', '健身器材', '食品', '物流', '家具'] as const;
export const roads = ['中心大街', '阳光大街', '正阳路', '文昌路', '宁德路', '银河大道'] as const;
export const villages = ['前李村', '后张村', '东王庄', '西刘庄', '南街村', '北关村', '孙家庙', '小店村'] as const;
