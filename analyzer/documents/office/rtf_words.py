"""Control words of RTF that mean the same thing each time, as tables. Source: RTF Specification 1.9.1."""

#: Code page of the characters of a font, by its character set number.
CODE_PAGES: dict[int, str] = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}

#: Words that stand for characters. A page or column break ends the line.
SPECIAL: dict[str, str] = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "softline": "",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwnbo": "",
    "zwbo": "",
}

#: Words that switch something on, and with 0 off: word -> what.
SWITCHES: dict[str, str] = {
    "b": "bold",
    "v": "hidden",
    "caps": "caps",
    "deleted": "deleted",
    "mvf": "deleted",
    "intbl": "table",
    "contextualspace": "contextual",
}

#: Words that set a number: word -> what, and the number when none is written.
VALUES: dict[str, tuple[str, int]] = {
    "fs": ("size", 24),
    "cf": ("colour", 0),
    "cb": ("back", 0),
    "chcbpat": ("back", 0),
    "highlight": ("back", 0),
    "f": ("font", 0),
    "uc": ("skip", 1),
    "charscalex": ("scale", 100),
    "s": ("style", 0),
    "outlinelevel": ("level", 9),
    "sb": ("before", 0),
    "sa": ("after", 0),
    "cbpat": ("shade", 0),
    "sl": ("line", 0),
    "posnegx": ("x", 0),
    "posx": ("x", 0),
}

#: Groups whose words nobody sees on the page, or sees twice: pictures, lists of styles, comments, old
#: copies of drawings and of text.
LEFT_OUT: tuple[str, ...] = (
    *("pict", "nonshppict", "shprslt", "objdata", "objclass", "objname", "fontemb", "panose", "falt"),
    *("listtable", "listoverridetable", "rsidtbl", "revtbl", "generator", "xmlnstbl", "themedata"),
    *("colorschememapping", "datastore", "latentstyles", "mmathPr", "wgrffmtfilter", "template"),
    *(
        "annotation",
        "atnid",
        "atnauthor",
        "atntime",
        "atnref",
        "atrfstart",
        "atrfend",
        "atndate",
        "atnparent",
    ),
    *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pn", "pnseclvl"),
    *("xe", "rxe", "tc", "tcn", "bkmkstart", "bkmkend", "formfield", "datafield", "ffdeftext", "ffname"),
    *("title", "author", "operator", "manager", "company", "hlinkbase", "creatim", "revtim", "printim"),
    *(
        "buptim",
        "userprops",
        "docvar",
        "nonesttables",
        "private",
        "passwordhash",
        "filetbl",
        "background",
        "fldtype",
    ),
)
