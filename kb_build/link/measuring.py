"""Units of measure made one: 万元 and 亿元 are 元, 名 and 位 are 人, so that figures compare."""

from __future__ import annotations

# What one of a unit is in its common unit. Lengths, areas and weights by
# 国务院关于在我国统一实行法定计量单位的命令 (1984).
# 人次 is not 人, nor is 个百分点 %.
COMMON: dict[str, tuple[str, float]] = {
    "％": ("%", 1),
    "‰": ("%", 0.1),
    "百分点": ("个百分点", 1),
    "千元": ("元", 1e3),
    "万元": ("元", 1e4),
    "亿元": ("元", 1e8),
    "名": ("人", 1),
    "位": ("人", 1),
    "万人": ("人", 1e4),
    "场": ("场次", 1),
    "千米": ("公里", 1),
    "平方千米": ("平方公里", 1),
    "公顷": ("亩", 15),
    "万亩": ("亩", 1e4),
    "万吨": ("吨", 1e4),
    "公斤": ("吨", 1e-3),
    "兆瓦": ("千瓦", 1e3),
    "万千瓦": ("千瓦", 1e4),
    "万千瓦时": ("千瓦时", 1e4),
    "个小时": ("小时", 1),
    "个多月": ("个月", 1),
    "个工作日": ("工作日", 1),
}


def common(unit: str) -> str:
    """The common unit of a unit as printed; itself where it has none."""
    return COMMON.get(unit, (unit, 1.0))[0]


def in_common(value: float | None, unit: str) -> float | None:
    """A value in the common unit of its unit, without the noise of binary fractions."""
    return None if value is None else round(value * COMMON.get(unit, (unit, 1.0))[1], 6)
