/** What the law lets a person under correction do, as the app tells it on its first page. */
export const rightsInCorrection = [
  {
    text: '人身权利、财产权利和其他权利不受侵犯,在就业、就学和享受社会保障等方面不受歧视。',
    textEn:
      'Your person, property and other rights are inviolable; at work, at school and in social security you are not discriminated against.',
    basis: '社区矫正法 第四条',
  },
  {
    text: '因就医、家庭重大变故等正当理由,可以申请外出或者变更执行地。',
    textEn:
      'With good reason, as medical treatment or a family emergency, you may ask for leave or to serve elsewhere.',
    basis: '社区矫正法 第二十七条',
  },
  {
    text: '有权了解本人的考核、奖惩情况;对奖惩有异议的,可以提出。',
    textEn: 'You may know how you were assessed, rewarded and punished, and object.',
    basis: '社区矫正法 第二十八条',
  },
  {
    text: '定位信息只能用于社区矫正工作,应当保密。',
    textEn: 'Your location is used for your correction alone, and kept confidential.',
    basis: '社区矫正法 第二十九条',
  },
  {
    text: '合法权益受到侵害的,有权向人民检察院或者有关机关申诉、控告和检举;受理机关应当及时办理,并将办理结果告知本人。',
    textEn:
      'When your rights are infringed you may complain to the procuratorate or the agency in charge, which tells you the result.',
    basis: '社区矫正法 第三十四条',
  },
  {
    text: '有权查阅、复制本人信息,发现信息不准确的,可以请求更正;可以查询谁查看过本人信息。',
    textEn:
      'You may read and copy what is held of you, have it corrected where it is wrong, and know who looked at it.',
    basis: '个人信息保护法 第四十五条、第四十六条',
  },
] as const;
