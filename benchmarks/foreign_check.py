"""How sentences in other languages are checked: qa/verification/native.py on honest and on changed ones.

    python -m benchmarks.foreign_check

The articles are made up. Of each language there are sentences that say what its
article says, in other words too, and sentences in which one thing was changed.
An honest one is `kept` when it is not called false. A changed one is `caught`
when it is called false, and `shown` when it is called supported.
"""

from datetime import date

from article_qa.qa.verification.native import NativeSource, verify_native

PUBLISHED = date(2024, 3, 14)
# Of each language its article, honest sentences, and changed ones: figure, day, place, denial, one more.
SETS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "de": (
        "Die Stadt Ostrel hat am Montag die alte Brücke gesperrt, weil ihre Pfeiler Risse haben. Die Reparatur kostet "
        "2,5 Millionen Euro, sagte Bürgermeisterin Lena Weber. Bei der Sperrung wurde niemand verletzt.",
        ("Die Stadt Ostrel hat am Montag die alte Brücke gesperrt.", "Seit Montag ist die Brücke wegen Rissen zu.",
         "2.500.000 Euro wird die Reparatur kosten.", "Laut Lena Weber kostet die Reparatur 2,5 Millionen Euro.",
         "Verletzte gab es keine."),
        ("Die Stadt Ostrel hat am Freitag die alte Brücke gesperrt.", "Die Reparatur kostet 3,5 Millionen Euro.",
         "Die Stadt Ostrel hat am Montag die alte Brücke nicht gesperrt.",
         "Das sagte Bürgermeisterin Lena Huber.", "Die Stadt Ostrel hat am Montag die alte Mühle gesperrt."),
    ),
    "es": (
        "La ciudad de Ostrel cerró el lunes el puente viejo porque sus pilares tienen grietas. La reparación costará "
        "2,5 millones de euros, dijo la alcaldesa Elena Ruiz. Nadie resultó herido.",
        ("La reparación costará 2,5 millones de euros.", "El puente está cerrado desde el lunes por grietas.",
         "Según Elena Ruiz, la obra costará 2.500.000 euros.", "No hubo heridos.", "Nadie resultó herido."),
        ("La ciudad de Ostrel cerró el viernes el puente viejo.", "La reparación costará 4 millones de euros.",
         "La ciudad de Ostrel no cerró el lunes el puente viejo.", "Lo dijo la alcaldesa Elena Gómez.",
         "La ciudad de Ostrel abrió el lunes el puente viejo."),
    ),
    "fr": (
        "La ville d'Ostrel a fermé lundi le vieux pont parce que ses piliers sont fissurés. La réparation coûtera "
        "2,5 millions d'euros, a dit la maire Hélène Roux. Personne n'a été blessé.",
        ("La réparation coûtera 2,5 millions d'euros.", "Le pont est fermé depuis lundi à cause de fissures.",
         "Selon Hélène Roux, les travaux coûteront 2 500 000 euros.", "Il n'y a pas eu de blessés.",
         "Personne n'a été blessé."),
        ("La ville d'Ostrel a fermé vendredi le vieux pont.", "La réparation coûtera 4 millions d'euros.",
         "La ville d'Ostrel n'a pas fermé lundi le vieux pont.", "C'est ce qu'a dit la maire Hélène Morel.",
         "La ville d'Ostrel a ouvert lundi le vieux pont."),
    ),
    "ru": (
        "Город Острел закрыл в понедельник старый мост, потому что в его опорах появились трещины. Ремонт обойдётся в "
        "2,5 миллиона евро, сказал мэр Иван Орлов. Никто не пострадал.",
        ("Город Острел закрыл в понедельник старый мост.", "С понедельника мост закрыт из-за трещин.",
         "Ремонт будет стоить 2 500 000 евро.", "Пострадавших нет.", "Об этом сказал мэр Иван Орлов."),
        ("Город Острел закрыл в пятницу старый мост.", "Ремонт обойдётся в 4 миллиона евро.",
         "Город Острел не закрыл в понедельник старый мост.", "Об этом сказал мэр Иван Соколов.",
         "Город Острел открыл в понедельник старый мост."),
    ),
    "ar": (
        "أغلقت مدينة عمان الجسر القديم يوم الاثنين، لأن أعمدته متشققة. وتبلغ كلفة الإصلاح ٢٫١ مليون دينار، حسب العمدة "
        "يوسف الشواربة. ولم يصب أحد بأذى.",
        ("أغلقت مدينة عمان الجسر القديم يوم الاثنين.", "الجسر مغلق منذ يوم الاثنين بسبب التشققات.",
         "كلفة الإصلاح 2.1 مليون دينار.", "لم يصب أحد بأذى.", "قال ذلك العمدة يوسف الشواربة."),
        ("أغلقت مدينة عمان الجسر القديم يوم الجمعة.", "وتبلغ كلفة الإصلاح ٣٫٤ مليون دينار.",
         "لم تغلق مدينة عمان الجسر القديم يوم الاثنين.", "قال ذلك العمدة سامر الخطيب.",
         "فتحت مدينة عمان الجسر القديم يوم الاثنين."),
    ),
    "zh": (
        "星期一，约旦安曼市关闭了旧桥，因为桥墩有裂缝。维修费用为三百万元，市长李娜说。没有人受伤。",
        ("维修费用为300万元。", "因为裂缝，旧桥从星期一起关闭。", "没有人受伤。", "市长李娜说维修要三百万元。",
         "维修费用为三百万元。"),
        ("星期五，安曼市关闭了旧桥。", "维修费用为五百万元。", "星期一，约旦安曼市没有关闭旧桥。", "市长王芳说。",
         "星期一，伊朗安曼市关闭了旧桥。"),
    ),
    "tr": (
        "Ostrel şehri pazartesi günü eski köprüyü kapattı, çünkü ayaklarında çatlaklar var. Onarım 2,5 milyon avroya "
        "mal olacak, dedi Belediye Başkanı Ayşe Demir. Kimse yaralanmadı.",
        ("Ostrel şehri pazartesi günü eski köprüyü kapattı.", "Köprü çatlaklar yüzünden pazartesiden beri kapalı.",
         "Onarım 2.500.000 avro tutacak.", "Yaralanan olmadı.", "Kimse yaralanmadı."),
        ("Ostrel şehri cuma günü eski köprüyü kapattı.", "Onarım 4 milyon avroya mal olacak.",
         "Ostrel şehri pazartesi günü eski köprüyü kapatmadı.", "Bunu Belediye Başkanı Ayşe Kaya söyledi.",
         "Ostrel şehri pazartesi günü eski köprüyü açtı."),
    ),
    "hi": (
        "ओस्ट्रेल शहर ने सोमवार को पुराना पुल बंद कर दिया, क्योंकि उसके खंभों में दरारें हैं। मरम्मत पर 5 करोड़ रुपये खर्च होंगे, "
        "महापौर सुनीता वर्मा ने कहा। कोई घायल नहीं हुआ।",
        ("ओस्ट्रेल शहर ने सोमवार को पुराना पुल बंद कर दिया।", "दरारों के कारण पुल सोमवार से बंद है।",
         "मरम्मत पर पाँच करोड़ रुपये खर्च होंगे।", "कोई घायल नहीं हुआ।", "महापौर सुनीता वर्मा ने यह कहा।"),
        ("ओस्ट्रेल शहर ने शुक्रवार को पुराना पुल बंद कर दिया।", "मरम्मत पर 8 करोड़ रुपये खर्च होंगे।",
         "ओस्ट्रेल शहर ने सोमवार को पुराना पुल बंद नहीं किया।", "महापौर अनीता शर्मा ने यह कहा।",
         "ओस्ट्रेल शहर ने सोमवार को पुराना पुल खोल दिया।"),
    ),
}  # fmt: skip


def main() -> None:
    for code, (text, honest, changed) in SETS.items():
        kept, caught = _verdicts(honest, text), _verdicts(changed, text)
        print(
            f"{code}: kept {5 - kept.count('unsupported')} of 5, {kept.count('supported')} of them supported; "
            f"caught {caught.count('unsupported')} of 5, shown {caught.count('supported')}"
        )


def _verdicts(claims: tuple[str, ...], text: str) -> list[str]:
    return [verify_native(claim, [NativeSource(text, PUBLISHED)]).verdict for claim in claims]


if __name__ == "__main__":
    main()
