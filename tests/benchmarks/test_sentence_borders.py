"""The borders of a treebank's sentences, held against the program's."""

from pathlib import Path

from benchmarks.sentence_borders import borders, lines, read

TOKEN = "{n}\t{word}\t_\t_\t_\t_\t_\t_\t_\t{misc}"


def block(name: str, text: str, *, new: bool = False, space: bool = True) -> str:
    words = text.split()
    rows = [TOKEN.format(n=n, word=word, misc="_") for n, word in enumerate(words, 1)]
    rows[-1] = TOKEN.format(n=len(words), word=words[-1], misc="_" if space else "SpaceAfter=No")
    return "\n".join([*(["# newdoc id = a"] if new else []), f"# sent_id = {name}", f"# text = {text}", *rows])


def test_sentences_are_joined_as_they_were_printed(tmp_path: Path) -> None:
    path = tmp_path / "de.conllu"
    blocks = [
        block("n1", "Ein Titel", new=True),
        block("n2", "Er kam am 3. März."),
        block("n3", "Sie ging.", space=False),
        block("n4", "„Gut“, sagte er."),
        block("w1", "Ende.", new=True),
    ]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    title, told, last = lines(read(path))
    assert [each.name for each in (*title, *told, *last)] == ["n1", "n2", "n3", "n4", "w1"]
    found = borders(told, "de")
    assert found.line == "Er kam am 3. März. Sie ging.„Gut“, sagte er."
    assert sorted(found.gold) == [18, 28]
    assert 18 in found.cut and found.cut <= found.gold
