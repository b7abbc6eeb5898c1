"""Words that tell who somebody is: pronouns, forms of address, ages, places of study, addresses.

Each pattern stands with a sample. What is replaced keeps the sentence readable: "she" becomes "they".
"""

import re

#: Pronouns and what stands for them. "her" is "their" before a word and "them" otherwise; `_HER` decides.
PRONOUNS = {
    "he": "they",
    "she": "they",
    "him": "them",
    "his": "their",
    "hers": "theirs",
    "himself": "themself",
    "herself": "themself",
    "her": "their",
    "s/he": "they",
    "he/she": "they",
}
#: "she/her", "(he/him/his)", "pronouns: they/them": as a whole, and gone.
PRONOUN_SETS = re.compile(
    r"\(?\b(?:(?:my\s+)?pronouns\s*[:\-–]\s*)?"
    r"(?:she|he|they|ze|xe|her|him|them|hers|his|elle|ella|él|er|sie)"
    r"(?:\s*/\s*(?:she|he|they|ze|xe|her|him|them|hers|his|their|theirs|zir|hir|xem|elle|ella|él|er|ihr|ihm))+\b\)?",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"(?<![\w/])(?:s/he|he/she|he|she|him|his|hers|himself|herself|her)(?![\w/])", re.IGNORECASE
)

#: "Mr", "Mrs.", "Miss": before a capital letter only, so that "miss" in a sentence stays.
TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Sir|Madam|Herr|Frau|Mme|Mlle|Señor|Señora|Sr|Sra)\b\.?(?=\s+[A-Z])"
)

#: Words of gender and family, and neutral ones: "maternity leave", "Women in Product", "father of two".
GENDERED = {
    "maternity": "parental",
    "paternity": "parental",
    "chairman": "chair",
    "chairwoman": "chair",
    "spokesman": "speaker",
    "spokeswoman": "speaker",
    "foreman": "lead",
    "mother": "parent",
    "father": "parent",
    "mum": "parent",
    "mom": "parent",
    "dad": "parent",
    "wife": "partner",
    "husband": "partner",
    "woman": "person",
    "women": "people",
    "man": "person",
    "men": "people",
    "girls": "people",
    "boys": "people",
    "female": "",
    "male": "",
}
GENDERED_WORD = re.compile(
    rf"\b(?:{'|'.join(sorted(GENDERED, key=len, reverse=True))})\b(?!-)", re.IGNORECASE
)

#: Lines of a personal block: "Date of birth: 3 May 1988", "Gender: female", "Nationality: Dutch".
PERSONAL_LINE = re.compile(
    r"^[ \t•\-–]*(?:date\s+of\s+birth|d\.?\s?o\.?\s?b\.?|born|birth\s?(?:date|day|place)|place\s+of\s+birth|"
    r"age|"
    r"gender|sex|marital\s+status|civil\s+status|nationality|citizenship|religion|children|"
    r"geburtsdatum|familienstand)\b\s*[:\-–].*$",
    re.IGNORECASE | re.MULTILINE,
)
#: The same inside a line: "| DOB: 03/05/1988 |", "Nationality: Dutch · single".
PERSONAL_PART = re.compile(
    r"\b(?:date\s+of\s+birth|d\.?o\.?b\.?|born(?:\s+on|\s+in)?|age|aged|gender|sex|marital\s+status|nationality|"
    r"citizenship|religion)\b\s*[:\-–]\s*[^|·•;\n]{1,40}",
    re.IGNORECASE,
)
#: "34 years old", "aged 34", "a 34-year-old", "born in 1988". "Five years" of work is no age.
AGE = re.compile(
    r"\b(?:aged\s+\d{2}\b|\d{2}[\s-]years?[\s-]old\b|age\s+\d{2}\b|born\s+(?:on|in)?\s*[^,.;|\n]{0,20}\b(?:19|20)\d\d\b)",
    re.IGNORECASE,
)

#: Names of places of study: "University of Lagos", "Lagos Business School", "IIT Delhi", "TU Delft".
_CAPITALISED = r"(?:[A-ZÀ-ÞĀ-Ž][\w'’.&-]*|\d{1,2}(?:st|nd|rd|th))"
_JOINER = r"(?:of|for|and|&|the|de|del|della|do|da|dos|di|du|des|der|für|la|le|et|y|e|in|at|zu|w|ng|van|von)"
_BEFORE = rf"(?:{_CAPITALISED}[ \t\u00a0]+(?:{_JOINER}[ \t\u00a0]+)?){{0,5}}"
_BEHIND = rf"(?:[ \t\u00a0]+(?:{_JOINER}\s+){{0,2}}{_CAPITALISED}){{0,5}}"
SCHOOL = re.compile(
    rf"\b{_BEFORE}"
    r"(?:\w*[Uu]niversit(?:y|é|à|ät|as|eit|et|i)|Universidad(?:e)?|Uniwersytet|College|Collège|Institute|Institut|Instituto|"
    r"Polytechnic|Politecnico|[Pp]olytechnique|Politechnika|\w*[Hh]ochschule|Academy|Academia|School|Lyceum|Lycée|"
    r"Gymnasium|Faculty|École|Escola|Escuela|Scuola|Szkoła|Pamantasan|Fundação|TAFE|[Bb]ootcamp|Bootcamps|Cégep|Cegep|"
    r"Liceo|Liceu|Liceum|Istituto|Instytut|Institutet|Conservatory|Conservatoire|Seminary|Facultad|Facoltà|Faculdade|"
    r"\w*[Hh]ogeschool|\w*[Hh]ögskola|\w*[Hh]øgskol\w+|\w*[Hh]øyskol\w+|\w*[Uu]niversitet|[Yy]liopisto|\w*korkeakoulu|"
    r"\w*[Üü]niversitesi|Univerz\w+|\w*[Ee]gyetem|Universitas|Universiti|Vidyalaya|Vidyapeeth|Mahavidyalaya|"
    r"Collegiate|Kolleg|Gymnasiet|Lukio|Sixth\s+Form)\b"
    rf"{_BEHIND}"
    rf"|\b(?:St\.?[ \t]+)?(?:{_CAPITALISED}[ \t]+){{1,4}}(?:Girls|Boys|Senior|Junior|Grammar)['’]?s?"
    r"(?:[ \t]+(?:High|School))\b"
    r"|\b(?:TU|IIT|NIT|IIM|MIT|UCLA|ETH|EPFL|KU|LSE|UCL|NUS|NTU|IIIT|BITS|UNSW|RMIT|KTH|HEC|INSEAD|ESADE)\b"
    rf"(?:[ \t]+{_CAPITALISED}){{0,2}}"
)

#: Dates and lengths of time in a header: "Mar 2019", "03/2019", "present", "2 years".
DATE = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s*['’]?\d{2,4}|\d{1,2}[./-]\d{2,4}"
    r"|(?:19|20)\d\d(?:[./-]\d{1,2}(?!\d))?|present|current|now|today|ongoing|to date|since"
    r"|\d+\s*(?:years?|yrs?|months?|mos?)\b)",
    re.IGNORECASE,
)

#: Street addresses and postal codes: "12 Acacia Avenue", "Lindenstraße 4", "SW1A 1AA", "10115 Berlin".
STREET = re.compile(
    r"\b\d{1,5}[a-z]?,?\s+(?:[A-ZÀ-Þ][\w'’.-]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Close|Court|Ct|"
    r"Boulevard|Blvd|Place|Pl|Square|Sq|Terrace|Crescent|Gardens|Grove|Parkway|Pkwy|Highway|Hwy)\b\.?"
    r"|\b[A-ZÀ-Þ][\wß-]*(?:straße|strasse|str\.|gasse|weg|platz|allee|laan|straat|gracht)\s+\d{1,4}[a-z]?\b"
    r"|\b(?:rue|avenue|boulevard|via|calle|rua|ulica|ul\.)\s+[^,\n|]{3,30}?\s*,?\s*\d{1,4}\b",
)
POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"  # SW1A 1AA
    r"|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b"  # CA 94105
    r"|\b[A-CEGHJ-NPR-TVXY]\d[A-Z]\s?\d[A-Z]\d\b"  # M5V 2T6
)

#: What employers' names end in and people leave out when they speak of them: "Braaivallei Grocers (Pty) Ltd".
LEGAL_FORM = re.compile(
    r"[\s,]*(?:\((?:Pty|Pvt|UK|US|Private)\)|\b(?:Ltd|Limited|LLC|LLP|Inc|Incorporated|Corp|Corporation|Co|Company|PLC|plc|"
    r"GmbH|AG|SE|KG|BV|NV|N\.V|B\.V|SA|S\.A|SAS|SARL|SpA|S\.p\.A|Srl|AB|AS|ASA|Oy|Oyj|A/S|ApS|Pte|Pvt|Pty|Sdn|Bhd|KK|"
    r"Holdings?|Group)\b\.?)+\s*$"
)
#: Words that begin or fill the names of many employers; alone they name none.
COMMON_NAME_WORDS = frozenset(
    """
    the a an and of for in at to by with on group global international national regional central general
    united first new old north south east west northern southern eastern western city county state royal
    public private department ministry agency office council trust foundation association society
    federation union bank insurance hospital clinic health healthcare medical care pharma energy power
    water gas oil mining steel food foods retail stores grocers market markets logistics shipping
    freight transport rail railway airlines airport motors automotive manufacturing industries
    industrial engineering construction property housing telecom telecoms communications media news
    publishing studio studios games entertainment sports travel tours software systems technology
    technologies tech digital data analytics ai robotics labs lab cloud solutions services service
    consulting consultants consultancy partners associates advisory advisors capital finance financial
    payments credit savings holdings ventures networks security research science sciences learning
    education university college school academy institute training company corporation enterprise
    enterprises products product project projects program programme team client clients customer
    customers confidential freelance self employed independent contractor various startup start-up
    stealth blue green red black white smart open next core prime alpha beta delta omega sun star sky
    river lake mountain valley harbour bridge
    """.split()  # noqa: SIM905  (a table of words)
)
