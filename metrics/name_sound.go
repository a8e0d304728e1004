package metrics

import (
	"strings"
	"sync"
)

// soundAlike lists characters that are typed for one another because they are spoken
// with the same syllable (the tone does not count), a line of syllables each: the
// characters of the names in the catalogue and their usual misprints. Characters with
// several readings stand at the one that names use.
const soundAlike = `
ban:班办版板半伴般颁 bao:保报抱包宝饱堡暴 bei:被备倍贝辈背 bian:边变便编遍 biao:标表彪 bing:病并冰兵 bo:播波拨博泊 bu:部步布补不簿
cai:财材才采彩菜裁 can:餐参残惨 cang:仓藏苍 cao:草操槽 ceng:层曾 cha:查差察插茶 chan:产铲缠 chang:长常厂场偿畅唱 che:车彻撤
chen:陈沉晨尘 cheng:成城程承呈乘称诚 chi:池持迟尺赤翅 chu:出初除处储触 chuan:传船穿川 chuang:创窗床闯 chun:春纯 ci:次此词磁
cun:村存寸 da:大达答打 dai:代带待贷戴袋 dan:单担旦淡但弹 dang:党当档 dao:到道导倒岛 de:的得地 deng:等登灯 di:地低底第抵递帝
dian:电点店典垫殿 ding:定订顶丁 dong:动东冬懂洞 du:度渡都督读独 duan:短端段断 dui:对队堆 fa:发法罚乏 fan:范反返番繁犯饭
fang:方防房放访纺 fei:费非飞废肥 fen:分份粉纷芬 feng:风丰封峰锋 fu:服福府付负复副富附幅扶覆父伏 gai:改该概盖 gan:干感杆赶敢
gang:钢岗港刚 gao:高告搞稿 ge:个各格歌革隔 gong:工公共供功宫攻 gou:购构够沟 gu:古谷股故固顾骨 guan:管关馆官观贯 guang:光广
gui:规归贵柜 guo:国过果锅 hai:海害孩 han:含汉旱函 hang:行航杭 he:合和河核何荷盒 hong:红洪宏鸿 hou:后候厚 hu:护户湖互呼虎沪
hua:化花画话划华 huan:环换还缓 huang:黄煌荒 hui:会汇惠回灰徽 huo:火活货获或祸 ji:机计级集基济技及季积极纪绩籍际急击记继疾剂既寄
jia:家加价架假佳嘉 jian:建检间监减件健简坚见兼 jiang:江讲降奖将 jiao:交教较焦角缴 jie:结节接界街解阶届洁 jin:进金近今禁紧
jing:经精京净境静景井晶竞 jiu:就九救久究旧 ju:居具局举据聚剧 juan:卷捐 jue:决觉绝 jun:均军菌 kai:开凯 kang:康抗 ke:科可客课克
kong:空控孔恐 kou:口扣 ku:库苦 kuan:款宽 kuang:矿况 la:拉垃 lan:兰栏蓝览 lao:老劳 le:乐勒 lei:类雷累 li:力利理里立历例离厘励黎
lian:连联链练廉 liang:量两粮良凉亮辆 lie:列烈猎 lin:林临邻磷 ling:领零龄岭铃令 liu:流留六 long:龙隆 lu:路率录陆炉鲁 lun:论轮 luo:落罗络洛
lv:律绿铝旅滤氯 ma:马码麻 man:满慢 mao:贸毛冒 mei:煤每美媒 men:门们 meng:蒙盟 mi:米密蜜 mian:面免棉 ming:民名明 mo:模膜末墨
mu:目木牧亩幕 nei:内 nian:年念 nong:农浓 pei:培配陪 pin:品拼贫频 ping:平评屏瓶 pu:普铺葡浦 qi:企期气汽器起其奇棋旗齐 qian:千前钱签潜
qiang:强枪 qiao:桥侨 qing:清轻氢情请庆青 qiu:球求秋 qu:区取去曲渠趋 quan:全权泉劝 que:确缺却 ren:人认任仁 ri:日 rong:容荣融溶
ru:入如乳 sen:森 sha:沙砂 shan:山善闪 shang:商上伤尚 shao:少烧稍 she:设社射涉 shen:深审身申神 sheng:生省升声胜圣
shi:市事实时是使式试室食识世施失石士适视势师示十 shou:收手首受授寿 shu:数输书术属疏树鼠 shui:水税睡 si:司四思私 song:送松 su:素速苏诉塑
sui:岁随碎遂 sun:损孙 suo:所索锁 tai:台太态泰 tan:碳炭探谈潭 tang:糖堂塘 tao:套陶 te:特 ti:体提题替梯 tian:天田填 tiao:条调
ting:厅停庭听 tong:通同统童铜 tou:投头透 tu:土图途徒 tuo:托拖脱 wai:外 wan:万完晚湾 wang:网望旺王忘 wei:位为委维卫微未危尾违伟围
wen:文问温稳 wu:物务无五屋午吴武 xi:系西习细吸析息席洗希 xia:下夏峡 xian:县线现先险限显鲜 xiang:项向象乡响相想香箱 xiao:小校效消销晓笑
xie:协鞋写谢 xin:新心信薪芯 xing:行形型性兴星刑 xiu:修休秀 xu:需续许蓄徐 xue:学雪血 xun:训迅寻讯 ya:亚压 yan:研严言验延烟盐沿颜
yang:养样阳羊洋氧 yao:要药腰摇 ye:业叶页夜液 yi:一以已医义易益议移疑艺亿伊宜遗衣依 yin:因音引银印饮 ying:应营影英映迎婴 yong:用永拥勇
you:有油由优友游邮幼 yu:于与语预育域雨余鱼遇 yuan:员院园原元源远援圆 yue:月约越阅 yun:运云允 zai:在再灾载 zao:造早燥枣 ze:责则择泽
zeng:增赠 zhan:展站占战 zhang:长张章障掌 zhao:照招找赵 zhe:者折这 zhen:镇真振针诊震 zheng:正政证整征争郑 zhi:治制质指值支知织职直植执志至置智
zhong:中重种众终钟 zhou:州周洲轴 zhu:主住注助著珠筑竹祝 zhuan:专转砖 zhuang:装状庄 zhun:准 zi:资自字子籽 zong:总综宗 zu:组族足租 zui:最罪 zuo:作做座左
`

var syllables = sync.OnceValue(func() map[rune]rune {
	known := map[rune]rune{}
	for _, group := range strings.Fields(soundAlike) {
		_, characters, _ := strings.Cut(group, ":")
		first := []rune(characters)[0]
		for _, character := range characters {
			if _, twice := known[character]; !twice {
				known[character] = first
			}
		}
	}
	return known
})

// syllablesOf replaces every character by one that stands for its syllable. Characters
// without a listed syllable stand for themselves.
func syllablesOf(characters []rune) []rune {
	known := syllables()
	spoken := make([]rune, len(characters))
	for i, character := range characters {
		spoken[i] = character
		if syllable, found := known[character]; found {
			spoken[i] = syllable
		}
	}
	return spoken
}
