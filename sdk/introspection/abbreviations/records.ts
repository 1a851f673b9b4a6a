/** What every table has, and the parts that names are put together from. A line: spellings | term | English | codec. */
export const records = `
id xh zj bs uuid guid lsh|记录编号|id of the record|text
bh|编号|number|text
xh|序号|serial number|text
xh|型号|model|text
jlbh|记录编号|id of the record|text
ywbh ywid|业务编号|number of the business|text
jgdm ssjgdm ssjgbm fydm|所属机关代码|code of the agency|text
jgmc ssjgmc|所属机关名称|name of the agency|text
bmdm|部门代码|code of the department|text
bmmc|部门名称|name of the department|text
xzqh xzqhdm qhdm xzqdm gxqh|管辖区划|division|code:GB/T 2260
xzqhmc|行政区划名称|name of the division|text
sffc fcbz|是否封存|whether sealed|flag
sfyx yxbz sfyxbz|是否有效|whether valid|flag
sfsc scbz sczt|是否删除|whether deleted|flag
gxsj zhgxsj gxrq|更新时间|time of the last change|dateTime
xgsj zhxgsj|修改时间|time of the last change|dateTime
cjsj|创建时间|time of creation|dateTime
cjr|创建人|who created it|text
xgr|修改人|who changed it|text
djsj|登记时间|time of registration|dateTime
djr|登记人|who registered it|text
drsj|导入时间|time of import|dateTime
cksj rksj|入库时间|time of loading|dateTime
pch|批次号|batch|text
ly sjly|数据来源|source of the data|text
bz|备注|remark|text
bz|标志|mark|flag
sm|说明|explanation|text
ms|描述|description|text
nr|内容|content|text
zt|状态|state|text
zt|主题|topic|text
lx|类型|kind|text
lb|类别|kind|text
zl|种类|kind|text
dj|等级|grade|text
jb|级别|level|text
fs|方式|way|text
xz|性质|nature|text
ly|理由|reason|text
sy|事由|reason|text
dd|地点|place|text
wz|位置|place|text
dm|代码|code|text
mc|名称|name|text
rq|日期|date|date
sj|时间|time|dateTime
nd|年度|year|integer
nf|年份|year|integer
yf|月份|month|text
nx|年限|years|integer
ts|天数|days|integer
xs|小时|hours|decimal
sc|时长|hours|decimal
sl|数量|quantity|integer
je|金额|amount|money
yjje|已缴金额|amount paid|money
jnqx|缴纳期限|time for payment|date
sfqk fqjn|是否分期缴纳|whether by instalments|flag
jz|价值|value|money
dj|单价|price|money
ye|余额|balance|money
hj|合计|total|money
fj|附件|attachment|text
fjlj|附件路径|place of the attachment|text
lj|路径|path|text
qx|期限|time limit|date
ksrq kssj|开始日期|begin|date
qsrq|起始日期|begin|date
jsrq jssj|结束日期|end|date
jzrq zzrq|截止日期|end|date
qr|起日|begin|date
zr|止日|end|date
yxq yxqz|有效期止|valid until|date
yxqq|有效期起|valid from|date
sqrq sqsj|申请日期|date of the application|date
sqbh|申请编号|number of the application|text
sqjg|申请机关|organ that applies|text
pzrq pzsj|批准日期|date of approval|date
pzr|批准人|who approved|text
pzjg|批准机关|organ that approved|text
fwrq|发文日期|date of issue|date
fwjg zfjg|制发机关|organ that issued|text
fwzh|发文字号|document number|documentNumber
bgbh|变更编号|number of the change|text
bgrq|变更日期|date of the change|date
`;
