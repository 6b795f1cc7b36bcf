"""Marks what web pages and download sites leave in a report: pay walls, menus, page numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kb_build.model import Mark, Span
from kb_build.read.marking import lines, noise, stripped

MAX_LINE = 200  # characters; a longer line is prose, whatever words it holds
MAX_HINT = 80  # characters of a line that only invites to download, scan or pay

_BLANK = r"[ \t\u3000\xa0]"
_SIZES = rf"{_BLANK}*(?>[大中小]{_BLANK}*){{2,3}}+"

# What is found anywhere, also within a line.
_SPANS = (
    ("download", re.compile(r"精选优质文档-{1,9}倾情为你奉上")),
    ("paywall", re.compile(r"#{2,3}[ ]?paid[a-z_]{0,20}[ ]?#{2,3}|\[/?(?:hide|reply|pay)\]", re.I)),
    (
        "page-data",
        re.compile(
            r"^[ \t\u3000]*(?:发布|更新|发表)(?:日期|时间)[:：]\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
            r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?(?=[^\n]{0,400}。)",
            re.M,
        ),
    ),
    ("print", re.compile(r"[【\[（(][ ]?(?:打印|关闭|返回)[^\s】\]）)]{0,8}[ ]?[】\]）)]")),
    (
        "font-size",
        re.compile(rf"[\[【(（]?{_BLANK}?(?:字体|字号)[:：]?{_BLANK}*[\[【(（]?{_SIZES}[\]】)）]?"),
    ),
)

# What web pages say about an article; the label, a colon, the value.
_LABELS = """
文章来源 信息来源 稿件来源 新闻来源 来源 作者 发布时间 发布日期 更新时间 发表时间 录入时间
发文时间 抓取时间 采集时间 发布人 发布者 发布单位 发布机构 发布机关 拟稿人 文档名称 格式 版次
本文标题 链接地址 发文机关 发文机构 发文字号 文号 时效 有效性 成文日期 生成日期 公开日期 信息分类
主题分类 组配分类 体裁分类 公开方式 信息名称 信息提供 点击数 点击率 点击量 点击 浏览次数 浏览量
浏览 阅读次数 阅读量 阅读 访问量 访问次数 责任编辑 编辑 责编 校对 审校 终审 监制 审核人 审核 供稿
撰稿 通讯员 录入 字体 字号 文字大小 打印 分享到 上传人 上传时间 文档编号 索引号 文种 发表日期
更新日期 录入日期 内容概述 关键词 栏目 标签 原文链接 原文地址 来源链接 本文链接 链接 网址 URL
"""
_MENU_WORDS = """
打印 打印本页 打印正文 打印本文 关闭 关闭窗口 关闭本页 关闭页面 返回 返回顶部 返回首页 返回列表
返回上一页 回到顶部 首页 网站首页 设为首页 加入收藏 收藏 收藏本页 收藏本站 分享 分享到 一键分享
微信 微博 新浪微博 腾讯微博 QQ QQ空间 朋友圈 人人网 豆瓣 复制链接 上一篇 下一篇 上一条 下一条
上一页 下一页 尾页 末页 没有了 更多 更多>> 网站地图 联系我们 关于我们 友情链接 登录 注册 搜索
站内搜索 手机版 电脑版 无障碍 无障碍版 无障碍浏览 无障碍阅读 关怀版 进入关怀版 长者版 长者助手
适老版 全屏 加大 放大 还原 缩小 减小 字号 相关 赏 资源描述 我要投稿 投诉建议 个性化定制 政府邮箱
政府邮箱登录 购物车 我的足迹 立即下载 繁体 简体 繁体版 简体版 扫一扫 点赞 评论 相关报道 相关链接
相关阅读 举报 纠错 我要纠错 下载 附件下载 保存 阅读全文 展开全文 收起 色彩风格 视力保护色 语音播报
听新闻 听全文 朗读 移动版 VIP专免 预览 相关文档 文档介绍 下载得到文件列表 请输入验证码
账号+密码登录 还没有账号? 立即注册 海报 侵权投诉 999+ 选择特殊符号 选择搜索类型 请输入搜索
搜索位置 匹配度 排序 分享至 长者模式
"""


def _any_of(words: str) -> str:
    """A pattern for any of the words, longer ones first."""
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))


# Of one label the letters may be set apart: 索 引 号.
_LABEL = rf"(?:{_any_of(_LABELS)})".replace("索引号", rf"索{_BLANK}?引{_BLANK}?号")
_LABELLED = re.compile(rf"(?:^|[\s|｜／/【\[（(]){_LABEL}{_BLANK}*[:：]", re.I)
_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_LABELLED_LINE = re.compile(
    rf"[【\[（(]?{_LABEL}{_BLANK}*[:：]{_BLANK}*[^。；，]{{0,80}}(?:https?:\S+)?"
    rf"|日期[:：]\[?\d{{4}}年.*版次[:：].*|(?:时间|日期)[:：]{_BLANK}*{_DAY}[^。；，]{{0,40}}"
    rf"|{_DAY}[\s\d:：]{{0,20}}(?:{_LABEL}\s*[:：\d][^。；，]{{0,40}})?"
    rf"|\S{{4,20}}\s+\d{{4}}年\d\d?月\d\d?日{_BLANK}*星期[一二三四五六日]"
    r"|[^。；，]{0,30}(?:https?://|www\.)[\x21-\x7e]+\s[^。；，]{0,20}\d{4}[-年][^。；，]{0,60}",
    re.I,
)
# Possessive throughout: 返回 and 首页 stand in the table both apart and as one word.
_BETWEEN = r"[\s|｜／/·>＞»›<＜«【】\[\]（）()《》:：\-]"
_MENU = re.compile(
    rf"(?>{_BETWEEN}*+(?>{_any_of(_MENU_WORDS)})){{1,60}}+{_BETWEEN}*+(?:\S{{2,14}}网[^\s网]{{0,6}})?|[|｜【】\[\]\s]+"
)
_PAGE = re.compile(
    r"[-—–－―~]{1,3}\s*\d{1,4}\s*[-—–－―~]{1,3}|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?"
    r"|[(（]?\s*共\s*\d{1,4}\s*页[\s,，/／]*第\s*\d{1,4}\s*页\s*[)）]?|\d{1,3}\s*[/／]\s*\d{1,3}"
    r"|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?",
    re.I,
)
_COPYRIGHT = re.compile(
    r"版权所有(?![者人权])|版权归(?!属)[^，。]{1,20}所有|Copyright|All Rights Reserved|©"
    r"|ICP[备证]\s*\d|公网安备\s*\d|备案(?:证书)?编号\s*[:：\d]"
    r"|网站标识码\s*[:：]?\s*[a-z]{0,3}\d|(?:建议|推荐)使用.{0,40}(?:分辨率|浏览器)|(?:主办|承办|技术支持)(?:单位)?[:：].{0,40}(?:维护|承办|支持|联系人|电话|地址)[:：]"
    r"|技术支持[:：].{0,30}(?:公司|科技|网络|中心)$",
    re.I,
)
_DOWNLOAD = re.compile(
    r"点击(?:这里|此处)?(?:下载|查看附件|阅读原文)|^(?:附件)?下载(?:地址|附件|全文|次数|本文|word|文档)|^附件下载"
    r"|[.．](?:docx?|xlsx?|pptx?|pdf|wps|zip|rar)(?:_第\d{1,3}页)?\s*[)）】\]]?$|免费(?:预览|下载)|预计阅读"
    r"|^(?:请)?(?:用)?(?:微信)?(?:扫描|扫一扫|扫码|长按).{0,8}(?:二维码|识别|手机|分享)|^更多.{0,12}(?:请关注|公众号)"
    r"|^[•\s]*(?:您好[，,!！]?)?欢迎您?(?:访问|光临|来到)[^。]{0,20}$|^(?:欢迎)?关注.{0,16}公众号$|(?:以下|此处|剩余|本文|全文).{0,6}付费|付费后(?:查看|阅读|下载)"
    r"|剩余\s*\d+\s*[%％](?:未读|内容|$)"
    r"|(?:登录|注册|开通会员|成为会员|购买)(?:后|即可|后即可|后可|后才能)(?:查看|阅读|下载)"
    r"|本文(?:档)?由.{1,20}(?:整理|上传|分享)|未经.{0,6}(?:授权|许可|允许).{0,10}(?:转载|复制)"
    r"|法宝引证码",
    re.I,
)
# What sites that sell texts say of them, in whole sentences too.
_PRAISE = re.compile(
    r"小编.{0,12}(?:整理|准备|收集|搜集|带来|分享)|(?:内容|文章).{0,4}仅供(?:预览|参考学习)|由(?:会员|用户)分享[,，]|欢迎阅读|由\S{2,8}网整理"
    r"|不代表本站|来源于网友|(?:^|您)需要先登录"
    r"|阅读已结束|赏杯茶钱|省略\d+字|下载网址[:：]|付费下载过|下载后只包含|因篇幅问题|^共\s?\d+\s?条记录"
    r"|本文档(?:由用户|内容版权)|客服QQ"
    r"|^[-•]?\s*(?:\d+(?:\.\d+)?\s?[KMG]B|\d{1,3}\s?页|\d{4}-\d\d?-\d\d?\s*(?:发布|上传))$"
)
# Who wrote or took what is shown: 清岚日报记者 李某 通讯员 王某, 文 / 李某
_WHO = r"(?:[一-鿿]{2,4}(?:[ \u3000、,，]+|$)){1,5}"
_BYLINE = re.compile(
    rf"(?:[^，；：\n]{{2,40}}。)?(?:[^\s，。；：]{{0,14}}(?:记者|通讯员)[ \u3000:：]+{_WHO}){{1,3}}"
    r"|\S{2,10}(?:报道|讯)[(（](?:记者|通讯员)[^()（）]{2,20}[)）]|编辑[ \u3000]+[一-鿿]{2,3}"
    r"|第?[A-Z]?\d{1,2}版(?:[:：]\S{1,8})?|新华社\S{2,6}\d{1,2}月\d{1,2}日电"
    rf"|(?:图文|文|图|摄影|撰文)[ ]?(?:[/／、][ ]?[文图摄影]+)?[ ]?[/／:：丨|_][ ]?{_WHO}"
)
_URL = re.compile(r"[<＜(（]?(?:https?://|ftp://|www\.)[\x21-\x7e]{3,}\s*[>＞)）]?", re.I)
_PLACE = re.compile(
    r"(?:(?:[您你的]|当前|现在|所在){1,4}(?:位置|页面)\s*[:：>＞是]|位置[:：]\s*首页)[^。；]*"
    r"|\S{2,12}网(?:\s*+[>＞»›]{1,2}\s*+[^\s>＞»›。；，]{1,40}){1,6}"
    r"|(?:网站)?首页(?:\s*+[>＞»›]{1,2}\s*+[^\s>＞»›。；，]{1,30}){1,6}\s*+[>＞»›]?"
)
# The name of a picture's file, and what stands below a picture: 会议现场 某某 摄
_PICTURE = re.compile(r"\S{1,60}\.(?:jpe?g|png|gif|bmp)|[^，（(]{0,40}\s[一-鿿]{2,4}\s?摄", re.I)
_NEXT = re.compile(r"[>＞»]{0,2}[上下]一(?:篇|条|页|章)[:：].*")
_PROSE = re.compile(r"[。；！]")


def _invites(words: str) -> bool:
    return len(words) <= MAX_HINT and "。" not in words[:-1] and bool(_DOWNLOAD.search(words))


def _is_data(words: str) -> bool:
    if _PROSE.search(words[:-1]):
        return False
    return len(_LABELLED.findall(words)) > 1 or bool(_LABELLED_LINE.fullmatch(words))


# Whole lines, without the blanks around them; the first that matches names the mark.
_LINES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("page-number", _PAGE.fullmatch),
    ("url", _URL.fullmatch),
    ("menu", _MENU.fullmatch),
    ("menu", re.compile(r"[•\s]*今天是[:：]?.{0,20}").fullmatch),
    ("neighbour", _NEXT.fullmatch),
    ("breadcrumb", _PLACE.fullmatch),
    ("picture", _PICTURE.fullmatch),
    ("copyright", _COPYRIGHT.search),
    ("download", _invites),
    ("download", _PRAISE.search),
    ("byline", _BYLINE.fullmatch),
    ("page-data", _is_data),
)

# 题目--栏目-站点: what a browser shows as a page's title.
_NAME = r"[^\s。，；：《》_|]{2,20}"
_SITE = re.compile(
    rf"(?:--|[ \t]?[_|｜][ \t]?|[ \t]-[ \t]){_NAME}(?:[-_|｜]{{1,2}}{_NAME}){{0,3}}$"
)
# What is left below 点击数： where a script would have put the number.
_READERS = re.compile(r"\d{0,9}[ ]?[次人]")
_TITLE_LABEL = re.compile(r"(?:标[ \u3000]*题|题目|名称)[:：]\s*")
# A column of the site, by itself beside the way to the page: 首页 > 水务 > 工作动态⏎工作动态
_COLUMN = 5
# Characters below a labelled title in which it is printed once more.
_BELOW = 2000


def inserted(view: str) -> Iterator[Mark]:
    """What pages insert anywhere, within lines too: ##paidbegin##, 【打印正文】, 字体：大 中 小."""
    for rule, pattern in _SPANS:
        yield from (noise(m.start(), m.end(), rule) for m in pattern.finditer(view))


def weblines(view: str) -> Iterator[Mark]:
    """Lines that are no part of a report, and the site's name after the title of a page."""
    short = [span for line in lines(view) if 0 < len(span := stripped(view, line)) <= MAX_LINE]
    rules: list[str] = []
    for span in short:
        counts = rules[-1:] == ["page-data"] and _READERS.fullmatch(span.of(view))
        rules.append("page-data" if counts else rule_of(span.of(view)))
    for at, (span, rule) in enumerate(zip(short, rules, strict=True)):
        beside = slice(max(0, at - 1), at + 2)
        ways = [
            way.of(view)
            for way, of in zip(short[beside], rules[beside], strict=True)
            if of == "breadcrumb"
        ]
        if rule:
            yield noise(span.start, span.end, rule)
        elif len(span) <= _COLUMN and any(span.of(view) in way for way in ways):
            yield noise(span.start, span.end, "menu")
        elif "page-data" in rules[beside]:
            yield from _label(view, span)
    if len(short) > 1 and not rules[0] and rules[1] == "page-data":
        yield from _site(view, short[0])


def rule_of(words: str) -> str:
    """The name of the rule that makes a line noise; empty for a line of the report."""
    return next((rule for rule, matches in _LINES if matches(words)), "")


def is_page_number(words: str) -> bool:
    """Whether a line at a page's edge is its number, "3" included."""
    return bool(_PAGE.fullmatch(words)) or (words.isdigit() and len(words) <= 4)


def without_site(title: str) -> str:
    """A page's title without the names of column and site after it."""
    site = _SITE.search(title[:MAX_LINE])
    return title[: site.start()].rstrip() if site else title


def _label(view: str, line: Span) -> Iterator[Mark]:
    """标题： before the title; the whole line where the title is printed once more below."""
    if label := _TITLE_LABEL.match(view, line.start, line.end):
        title, below = view[label.end() : line.end], line.end + _BELOW
        again = view.find(title, line.end, below) >= 0
        yield noise(line.start, line.end if again else label.end(), "title-label")


def _site(view: str, line: Span) -> Iterator[Mark]:
    """The names of column and site behind the title of a page."""
    if site := _SITE.search(line.of(view)):
        yield noise(line.start + site.start(), line.end, "site-name")
