package intake

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"rollbook/model/country"
)

// reading is how likely a text is in one encoding.
type reading struct {
	name  string
	text  string    // those of its lines that are not plain ASCII
	runes []rune    // of the text
	each  []float64 // how likely each of them is
	score float64   // of those beyond ASCII, from 1 (only common ones) down
}

// How many lines that are not plain ASCII tell the encoding, and how long they are.
const (
	tellingLines = 2000
	tellingBytes = 256 << 10
)

// likely gives the encodings that a text, which is no UTF-8, may be in, the likeliest
// first; of those that read it alike the first.
func likely(data []byte) []reading {
	telling := notASCII(data)
	var all []reading
	for _, e := range encodings {
		if strings.HasPrefix(e.name, "UTF-") && e.name != "UTF-8" || e.name == "ISO-2022-JP" {
			continue
		}
		decoded, err := decodeText(telling, e.name)
		if err != nil {
			continue
		}
		r := reading{name: e.name, text: string(decoded)}
		if slices.ContainsFunc(all, func(other reading) bool { return other.text == r.text }) {
			continue
		}
		if r.judge(); r.score > -0.5 {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b reading) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return all
}

// notASCII gives the first lines of a text that hold other bytes than those of ASCII.
func notASCII(data []byte) []byte {
	var lines []byte
	for n := 0; n < tellingLines && len(lines) < tellingBytes; n++ {
		at := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
		if at < 0 {
			break
		}
		start := max(bytes.LastIndexAny(data[:at], "\r\n")+1, at-1000)
		end := bytes.IndexAny(data[at:], "\r\n")
		if end < 0 {
			end = len(data) - at
		}
		end = at + min(end, 4000)
		lines = append(append(lines, data[start:end]...), '\n')
		data = data[end:]
	}
	return lines
}

// sure says whether a reading is so much likelier than the others, that come after it, that
// nobody needs to be asked.
func (r reading) sure(others []reading) bool {
	if r.score < 0.4 {
		return false
	}
	for _, other := range others {
		if r.above(other) < 0.3 {
			return false
		}
	}
	return true
}

// sample gives some words that the encoding decides on.
func (r reading) sample() string {
	var words []string
	for line := range strings.Lines(r.text) {
		for _, word := range strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(",;\t|\"\r\n", c) }) {
			word = strings.TrimSpace(word)
			if strings.ContainsFunc(word, func(c rune) bool { return c >= utf8.RuneSelf }) && !slices.Contains(words, word) {
				words = append(words, shorten(word))
			}
			if len(words) == 4 {
				return strings.Join(words, "; ")
			}
		}
	}
	return strings.Join(words, "; ")
}

// judge says how much a text looks like one that people wrote: its letters are common ones
// of their script, capitals begin words, scripts don't mix in a word, and its words are
// known.
func (r *reading) judge() {
	r.runes = []rune(r.text)
	r.each = make([]float64, len(r.runes))
	vocabulary := knownWords()
	sum, n, begin := 0.0, 0, 0
	for i, c := range r.runes {
		if c >= utf8.RuneSelf {
			var before, after rune = ' ', ' '
			if i > 0 {
				before = r.runes[i-1]
			}
			if i+1 < len(r.runes) {
				after = r.runes[i+1]
			}
			n++
			r.each[i] = likelihood(c, before, after)
		}
		if unicode.IsLetter(c) || unicode.IsMark(c) {
			continue
		}
		if i-begin > 1 && vocabulary[strings.ToLower(string(r.runes[begin:i]))] {
			for j := begin; j < i; j++ {
				if r.runes[j] >= utf8.RuneSelf {
					r.each[j] += 1.5
				}
			}
		}
		begin = i + 1
	}
	for _, one := range r.each {
		sum += one
	}
	r.score = sum / float64(max(n, 1))
}

// above says by how much a reading is likelier than another where the two differ.
func (r reading) above(other reading) float64 {
	if len(r.runes) != len(other.runes) {
		return r.score - other.score
	}
	sum, n := 0.0, 0
	for i, c := range r.runes {
		if c != other.runes[i] {
			sum += r.each[i] - other.each[i]
			n++
		}
	}
	return sum / float64(max(n, 1))
}

// likelihood judges one letter between two others.
func likelihood(c, before, after rune) float64 {
	switch {
	case c == utf8.RuneError, unicode.Is(unicode.Co, c):
		return -8
	case unicode.IsControl(c):
		return -6
	case c == '’' && unicode.IsLetter(before) && unicode.IsLetter(after):
		return 1
	case strings.ContainsRune("’‘“”«»–—…°º№\u00a0•", c):
		if unicode.IsLetter(before) && unicode.IsLetter(after) {
			return -2
		}
		return 0.7
	case strings.ContainsRune("，。、（）：；・「」『』《》　％～！？", c):
		return 0.7
	case !unicode.IsLetter(c) && !unicode.IsMark(c):
		if unicode.IsLetter(before) || unicode.IsLetter(after) {
			return -2
		}
		return -0.7
	}
	score := commonness(c)
	if unicode.IsUpper(c) && unicode.IsLower(before) || unicode.IsLower(c) && unicode.IsUpper(before) && unicode.IsUpper(after) {
		score -= 2
	}
	if unicode.IsLower(c) && unicode.IsUpper(after) {
		score -= 2
	}
	for _, other := range []rune{before, after} {
		if unicode.IsLetter(other) && script(other) != script(c) {
			score -= 1.5
		}
	}
	if unicode.IsDigit(before) || unicode.IsDigit(after) {
		score -= 0.3
	}
	return score
}

// script gives what letters of a word have in common.
func script(c rune) int {
	for i, table := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Thai, unicode.Hangul} {
		if unicode.Is(table, c) {
			return i
		}
	}
	if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return 100
	}
	return 101
}

// Letters by how often they are written, of those that encodings put in each other's place.
const (
	often  = "éèêàâçîôûùáíóúñãõäöüßåæøëïœ" + "оеаинтсрвлкмдпуяьыгзбй" + "ابتةدرسعفقكلمنهويأإ"
	fairly = "ăşțšžőűıąęł"
	seldom = "ńţčćđśřěůýğòì" + "чхжшюцщэфъёіїєґў" + "ثجحخذزشصضطظغئءؤىآپچژگک"
)

// commonness judges a letter alone.
func commonness(c rune) float64 {
	lower := unicode.ToLower(c)
	switch {
	case strings.ContainsRune(often, lower):
		return 1
	case strings.ContainsRune(fairly, lower):
		return 0.85
	case strings.ContainsRune(seldom, lower):
		return 0.55
	case unicode.In(c, unicode.Latin):
		return -0.5
	case unicode.In(c, unicode.Greek), unicode.In(c, unicode.Thai), unicode.Is(unicode.Hebrew, c) && unicode.IsLetter(c):
		return 0.6
	case unicode.In(c, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew):
		return -0.7
	case c >= 0xff61 && c <= 0xff9f: // narrow katakana
		return -0.7
	case unicode.In(c, unicode.Hiragana, unicode.Katakana):
		return 0.9
	case unicode.In(c, unicode.Hangul):
		if strings.ContainsRune(hangul, c) {
			return 1
		}
		return -0.4
	case unicode.In(c, unicode.Han):
		if strings.ContainsRune(hanzi, c) {
			return 1
		}
		return -0.3
	}
	return -1
}

// Syllables and characters that lists of people and activities are full of.
const (
	hangul = "가각간감강개거건경계고공과관광교구국권금급기김나남노농단담당대덕도동등라란람랑래량력련령로론료루류률리림립마만말망매명모목무문미민박발방배백범법변별병보복본부북분비빈사산상서석선설성세소손송수숙순술스승시식신실심아안알양어업에여연열영예오옥온완용우욱운울원월위유육윤은을의이익인일임자장재전정제조종주준중지직진집차참창채책천철청체초총최추출치카코타태택터토통투트특파팀평포표품프피필하학한할함합해행향허현협형혜호홍화환활황회효후훈휘희히년월일명과장팀남녀성별국가이름소속직위참가자행사번호트메일전화연락처라오스베네팔몽골피지캄보디아말레시싱르도네필리핀태국방글데키탄우즈벡"
	hanzi  = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘伙恢匀纱扎辩耳彪臣亿璃抵脉秀萨俄网舞店喷纵寸汗挂洪贺闪柬爆烯津稻墙软勇像滚厘蒙芳肯坡柱荡腿仪旅尾轧冰贡登黎削钻勒逃障氨郭峰币港伏轨亩毕擦莫刺浪秘援株健售股岛甘泡睡童铸汤阀休汇舍牧绕炸哲磷绩朋淡尖启陷柴呈徒颜泪稍忘泵蓝拖洞授镜辛壮锋贫虚弯摩泰幼廷尊窗纲弄隶疑氏宫姐震瑞怪尤琴循描膜违夹腰缘珠穷森枝竹沟催绳忆邦剩幸浆栏拥牙贮礼滤钠纹弹罢拍咱喊袖埃勤罚焦潜伍墨欲缝姓刊饱仿奖铝鬼丽跨默挖链扫喝袋炭污幕诸弧励梅奶洁灾舟鉴苯讼抱毁率懂寒智埔寄届跃渡挑丹艰贝碰拔爹戴码梦芽熔赤渔哭敬颗奔藏铅熟仲虎稀妹乏珍申桌遵允隆螺仓魏锐晓氮兼隐碍赫拨忠肃缸牵抢博巧壳兄杜讯诚碧祥柯页巡矩悲灌龄伦票寻桂铺圣恐恰郑趣抬荒腾贴柔滴猛阔辆妻填撤储签闹扰紫砂递戏吊陶伐喂疗瓶婆抚臂摸忍虾蜡邻胸巩挤偶弃槽劲乳邓吉仁烂砖租乌舰伴瓜浅丙暂燥橡柳迷暖牌纤秧胆詳簧踏瓷谱呆宾糊洛辉愤竞隙怒粘乃绪肩籍敏涂熙皆侦悬掘享纠醒狂锁淀恨牲霸爬赏逆玩陵祝秒浙貌" +
		"國會學業東為號電話機關時報經濟發開關實區數廳務與們對說門問間見觀點體長張陳劉葉黃楊趙吳鄭葡萄縣灣龍鐵銀錢員團圖書館辦處聯絡單參與職稱級應動務國際組織協會議論壇議員議題韓臺灣澳門馬來亞寮緬甸菲律賓蘭斯" +
		"日本東京姓名国籍番号会議参加者所属部署役職電話性別男女活動名開始終了都道府県氏"
)

// knownWords are words with letters beyond ASCII that lists are full of: headings and names
// of countries.
var knownWords = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	learn := func(text string) {
		for _, word := range strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) }) {
			if utf8.RuneCountInString(word) > 1 && strings.ContainsFunc(word, func(c rune) bool { return c >= utf8.RuneSelf }) {
				all[strings.ToLower(word)] = true
			}
		}
	}
	for _, c := range country.All() {
		for _, language := range country.Languages() {
			learn(c.NameIn(language))
		}
	}
	for _, heading := range headingTexts {
		learn(heading)
	}
	return all
})
