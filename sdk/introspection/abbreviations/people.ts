/** Persons, their documents, homes and work (domain 2.1, 6.3). A line: spellings | term | English | codec. */
export const people = `
xm mc|姓名|name|personName
xm|项目|project|text
cym|曾用名|former name|personName
bm bmc|别名|alias|text
sfzhm sfzh gmsfhm gmsfzh sfz sfhm|公民身份号码|citizen id|citizenId
zjhm zjh sfzjhm|证件号码|number of the identity document|citizenId
zjlx zjzl zjlb sfzjlx|证件种类|kind of identity document|code:GA/T 2000.156
xb xbdm|性别|sex|code:GB/T 2261.1
csrq csny|出生日期|date of birth|date
csrq|出所日期|date of leaving custody|date
mz mzdm|民族|ethnic group|code:GB/T 3304
gj gjdm gjdq|国籍|nationality|code:GB/T 2659
hyzk hyzt|婚姻状况|marital status|code:GB/T 2261.2
whcd xl xldm|文化程度|education|code:GB/T 4658
zzmm|政治面貌|political affiliation|code:GB/T 4762
cyzk jyzk|从业状况|employment|code:GB/T 2261.4
zy zydm zylb|职业|occupation|code:GB/T 6565
gzdw dwmc fwcs|工作单位|employer|text
zw zwjb|职务|post|text
zc|职称|professional title|text
lxdh dh lxfs dhhm sjh sjhm yddh|联系电话|phone|text
lxr|联系人|person to contact|personName
yx dzyx|电子邮箱|e-mail|text
hjdz hjszd hjd hjszdxz|户籍地址|registered address|text
hjxzqh hjdxzqh hjszdxzqh hjqh|户籍地区划|division of the registered address|code:GB/T 2260
hjlx hklx hkxz|户籍类型|kind of household|text
xzz xzdz jzdz zz zzdz jtzz|现住址|address|text
xzdxzqh xzzxzqh jzdxzqh|现住地区划|division of the address|code:GB/T 2260
dz xxdz|地址|address|text
yb yzbm|邮政编码|postcode|text
zp zplj zpdz|照片|photograph|text
nl|年龄|age|integer
sg|身高|height|decimal
sfwcn wcn|是否未成年|whether a minor|flag
sfcn|是否成年|whether of age|flag
sfcn|是否采纳|whether adopted|flag
sfnx|是否女性|whether female|flag
sfgjgzry sfgzry sfgjgwy|是否公职人员|whether a public official|flag
sfcjswtz|是否已采集生物特征|whether biometrics were taken|flag
sfdb|是否低保|whether on subsistence allowance|flag
jkzk|健康状况|state of health|text
jb jbmc|疾病|illness|text
xx|血型|blood group|text
swrq|死亡日期|date of death|date
swyy|死亡原因|cause of death|text
swdd|死亡地点|place of death|text
swzmbh swzh|死亡证明编号|number of the death certificate|text
hhrq|火化日期|date of cremation|date
zxrq zxsj|注销日期|date of deregistration|date
zxhkrq|注销户口日期|date of leaving the household register|date
hzxm|户主姓名|head of the household|personName
hzgx yhzgx|与户主关系|relation to the head of the household|text
hh hkbh|户号|household number|text
jhr|监护人|guardian|personName
jhrxm|监护人姓名|name of the guardian|personName
jhrdh|监护人电话|phone of the guardian|text
po poxm|配偶|spouse|personName
znxm|子女姓名|name of the child|personName
zncsrq|子女出生日期|date of birth of the child|date
fqxm|父亲姓名|name of the father|personName
mqxm|母亲姓名|name of the mother|personName
rybh ryid|人员编号|number of the person|text
rylx rylb|人员类别|kind of person|text
ryzt|人员状态|state of the person|text
jszh jszhm|驾驶证号|number of the driving licence|text
zjcx|准驾车型|classes of vehicle|text
cph cphm hphm|车牌号|number plate|text
hzh hzhm|护照号码|passport number|text
crjzjhm|出入境证件号码|number of the travel document|text
jg|籍贯|place of origin|text
jg|结果|result|text
jg|机关|organ|text
`;
