"""Two articles as the exports of news databases have them."""

FIRST = "The dam at Vessel Lake leaks at two places, the county said on Monday.\n\nDivers will look at it next week."
SECOND = "Farmers below the dam have been told to move their cattle to the upper fields by Friday."

CLASSIC = f"""
                               1 of 2 DOCUMENTS


                          The Lakeside Gazette (Vessel)

                             June 4, 2023 Sunday
                                  Late Edition

Dam leaks at two places, and the county
looks for divers

BYLINE: Mona Field, Environment Correspondent

SECTION: LOCAL; Pg. 3

LENGTH: 212 words

DATELINE: VESSEL LAKE

HIGHLIGHT: Two leaks were found by a walker.

{FIRST}

LOAD-DATE: June 5, 2023

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2023 Lakeside Media Ltd.
                             All Rights Reserved

                               2 of 2 DOCUMENTS

                     Copyright 2023 Lakeside Media Ltd.
                             All Rights Reserved

                          The Lakeside Gazette (Vessel)

                             June 6, 2023 Tuesday

HEADLINE: Cattle to be moved

BYLINE: Tom Reed

LENGTH: 88 words

{SECOND}

GRAPHIC: Photo: cows

LOAD-DATE: June 7, 2023
"""

ADVANCE = f"""User Name: reader
Date and Time: Thursday, June 8, 2023 10:15:00 AM CEST
Job Number: 12345
Documents (2)
1. Dam leaks at two places
2. Cattle to be moved
Dam leaks at two places
The Lakeside Gazette (Vessel)
June 4, 2023 Sunday
Late Edition
Copyright 2023 Lakeside Media Ltd. All Rights Reserved
Section: LOCAL; Pg. 3
Length: 212 words
Byline: Mona Field
Highlight: Two leaks were found by a walker.
Body
{FIRST}
Graphic
Photo: the dam
Classification
Language: ENGLISH
Subject: DAMS (90%)
Load-Date: June 5, 2023
End of Document
Cattle to be moved
The Lakeside Gazette (Vessel)
June 6, 2023 Tuesday
Copyright 2023 Lakeside Media Ltd. All Rights Reserved
Length: 88 words
Body
{SECOND}
Load-Date: June 7, 2023
End of Document
"""

CODES = f"""HD   Dam leaks at
     two places
BY   Mona Field
WC   212 words
PD   4 June 2023
ET   10:15
SN   The Lakeside Gazette
LA   English
CY   Copyright 2023 Lakeside Media Ltd.
LP
{FIRST}
TD

The end of the first report.
NS   gdam : Dams
AN   Document LAKGAZ0020230604ej640001x

HD
Cattle to be moved
WC
88 words
PD
6 June 2023
SN
The Lakeside Gazette
LP
{SECOND}
AN
Document LAKGAZ0020230606ej660001x
Search Summary
Text\tdam
"""

COUNTED = f"""Local
Dam leaks at two places in one week
By Mona Field
212 words
4 June 2023
10:15
The Lakeside Gazette
LAKGAZ
3
English
(c) 2023 Lakeside Media Ltd.

{FIRST}

Document LAKGAZ0020230604ej640001x

Farmers are told to move cattle
88 words
6 June 2023
The Lakeside Gazette
LAKGAZ
English
Copyright 2023 Lakeside Media Ltd.

{SECOND}

Document LAKGAZ0020230606ej660001x

Search Summary
Text  dam
"""

PROQUEST = f"""Report Information from ProQuest
June 08 2023
____________________________________________________________

Table of contents

1. Dam leaks at two places
2. Cattle to be moved

Document 1 of 2

Dam leaks at two places

Author: Field, Mona; Reed, Tom.

ProQuest document link

Abstract: Two leaks were found.

Full text: {FIRST}

Subject: Dams;

Title: Dam leaks at two places

Publication title: The Lakeside Gazette; Vessel

Publication date: Jun 4, 2023

Copyright: Copyright Lakeside Media Jun 4, 2023
____________________________________________________________
Document 2 of 2

Cattle to be moved

Publication info: The Lakeside Gazette ; Vessel [Vessel]. 06 June 2023: 3.

FULL TEXT
{SECOND}

DETAILS

Subject: Dams;

Database: Newsstream
____________________________________________________________
Contact us at: http://about.example
"""
